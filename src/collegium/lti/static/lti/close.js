// The VLE opened this page in a window of its own and waits to hear that it may be closed. It says nothing else.
const waiting = window.opener || window.parent;
if (waiting !== window) waiting.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
