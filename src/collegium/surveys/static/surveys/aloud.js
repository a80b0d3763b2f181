// Reads a question aloud where the phone can. Without it, the page is the same page.
const voice = window.speechSynthesis;
if (voice) {
  for (const button of document.querySelectorAll("[data-aloud]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      voice.cancel();
      const words = new SpeechSynthesisUtterance(button.dataset.aloud);
      words.lang = document.documentElement.lang;
      words.rate = 0.9;
      voice.speak(words);
    });
  }
}
