"""Two hundred lines as teachers write them in a round of questions, each judged before the rules were written.

A question asks, also without its mark, also as a wish to be told. A statement tells, praises, advises: advice that
wears a question mark ("Why don't you just …?") is a statement too, because it does not want to know anything.
"""

QUESTIONS = """\
What did you want them to learn?
How did you group them?
how did you group them
Who finished first, and what did they do then?
Which pupils surprised you?
When did you notice that they were stuck?
Why do you think the boys at the back stopped?
Where were you standing when that happened?
Whose idea was it to leave out the marks?
What would success look like for you in six weeks?
Did the strongest pupils find it too easy?
Do they know what the dots mean?
Does it work with Year 7 as well?
Is it the same class as last year?
Are there children who never ask for help?
Was that before or after lunch?
Were the tables moved
Can you say more about the quiet ones?
Could you tell us what happened on Thursday?
Would you do it again?
Should we look at the essay first, or would you rather talk?
Have you talked to the parents?
Had they done something like this before?
Will they keep the sheet?
May I ask what your head of department thinks?
Isn't that the group with three new pupils?
Didn't they have the key already?
Aren't you worried about the exam?
Wasn't the task meant for two lessons?
So what did Mohammed do next?
But who checked the answers?
OK, and what did the others do?
Right, so which of the two matters more to you?
Well, what would happen if you did nothing?
Ines: did the strongest pupils find it too easy?
Tom: how many of them
Question from Dai: what would we accept as a change?
- What does the reading say about this?
• Which class?
1. What is the real problem here?
2) Who owns the problem?
Q3: what have you tried so far?
Q: is it about time or about trust?
I wonder whether the instructions were clear.
I wonder what the pupils would say about it.
I'm wondering how you would know that it worked.
I am curious why you chose that text.
I'd like to know how many handed it in.
I would like to understand what you mean by engaged.
I'd be interested to hear what the teaching assistant saw.
Wondering if they had seen the criteria before
Curious about how the register took ten minutes, what happened?
Tell me about the seating.
Tell us more about Leila.
Say more about "resilience".
Describe the moment when it turned.
Help me understand the first ten minutes.
Talk us through the end of the lesson.
Can you walk us through the feedback sheet
Could you give an example
Would it help to hear what the pupils wrote
I don't understand: who decides on the setting?
Not sure I follow, is the test in June or in July?
Sorry, what is a knowledge organiser?
Just to be clear, the ones who failed the mock are the same as last year's?
You mean the whole year group?
The parents' evening was before that?
And the ones who were absent?
And if they say no?
With which class?
For whom is this a problem?
By when do you need an answer?
In what way is it different from what you did in spring?
At what point did you decide to stop?
To what extent is it about behaviour?
On a scale from one to ten, how stuck do you feel?
From their side, what is in it for them?
If you could change one thing on Monday, what would it be?
When you say they don't listen, what do you see?
When Sam gave the example, did the others copy it?
After the break, how was the mood?
Looking back, what would you have said to her?
Thinking of the three case pupils, who learned most?
What if the homework went away altogether?
What about the pupils who were away?
How about your own energy in all this?
How come the assessment was moved?
Since when?
Any thoughts about why it works in the morning only?
Anything you have decided already?
Anyone else involved
You tried it twice, right?
It was a double lesson, wasn't it?
They can use the key at home, can't they?
That is your decision, or is it your head's?
Is there something you are not saying because I am in the room?
What makes you think that they cheated, because I could not see that in the work?
What do you need from us today?
Who could help you with it that is not in this room?
When will you know?
""".splitlines()

STATEMENTS = """\
I think the task was too long.
I would give them less time.
In my class it works with mini whiteboards.
You should talk to the head of year.
You could try exit tickets.
You need to be much clearer at the start.
Try it without the grades.
Use the seating plan from the induction.
We did the same in science and it was a disaster.
We always start with a quiz.
That happened to me last year as well.
They just don't revise.
Boys need shorter tasks.
It is the parents.
The problem is the timetable.
The real problem is that nobody marks them in Year 7.
My advice is to phone home early.
My pupils love the traffic lights.
In maths we use the ladder instead.
Sounds like a classic case of too much talk.
Sounds to me as if they were bored.
Maybe they were tired.
Probably they had not slept.
It might help to cut the first page.
It would be better to begin with the example.
If I were you I would drop it.
If you give them a choice they work harder.
When I tried that, half of them gave up.
When you stop marking they stop working.
When they are hungry nothing works.
What worked for me was a timer on the board.
What you need is a second adult.
What we do is to swap books on Fridays.
What I saw was a class that wanted to please you.
What a lovely lesson.
What a shame that they missed the end.
How lovely that they helped each other.
How nice to hear that.
How brave of you to show this!
How we do it in English is with a checklist.
Why it failed is obvious to me.
Which is why I stopped using red ink.
Which reminds me of my own Year 9.
Who cares about the test anyway.
Where I trained we never did that.
As long as they are quiet I am happy.
Because the lesson was after PE they were tired.
Because nobody had explained it.
Well done for trying it.
Great idea!
Really impressive work with a difficult group.
Thank you for bringing this.
I love the dots.
I agree with Tom.
I disagree, the key was fine.
I know exactly what you mean.
I had the same problem with 9C.
I have a worksheet for that, I'll send it round.
I've got a book that answers this.
I read that feedback without marks works better.
I believe the answer is more practice.
I feel you are too hard on yourself.
I guess they copied.
I suppose it was Friday.
I suggest two groups instead of three.
I recommend the chapter on questioning.
I remember a boy who did just the same.
I don't think that the seating matters.
I can't see that working here.
I'd say leave them alone for a week.
I wouldn't worry about Ofsted.
I wonder at the patience you have with them.
Research says that grades cancel comments.
The EEF found four months' progress for this.
Everybody knows that Year 8 is the hardest.
Let's just do what the maths team did.
Let them mark their own.
Make the first task easier.
Give the key out earlier.
Don't hand back the grade before the rewrite.
Never give them the answers first.
Stop apologising for the noise.
Start with the exit ticket and work backwards.
Ask the SENCO, she knows them all.
Tell them that it counts.
Tell them about the exam on day one.
Describe it on the board, then they get it.
Tom: I gave them only ten minutes.
Ines: the key helped more than the comment did.
- She moved them before the break.
2. The books were not marked for weeks.
Answer: twenty-four of twenty-eight.
Presenter says it was the second lesson of the day.
Why don't you just use mini whiteboards?
Why not give them the key earlier?
Couldn't you just move him to the front?
Shouldn't you speak to the parents first?
Wouldn't it be easier to leave out the test?
Have you thought of using exit tickets, they work really well?
Don't you think that the task was simply too hard?
""".splitlines()

# Written after the rules, many without their mark, to see how far they carry. The first half was met with a precision
# of 0.61, and the rules were made more careful; the second half then with 0.85, and they were mended once more.
LATER_QUESTIONS = """\
How much of the lesson did they actually spend writing?
Is anyone else teaching this unit
Whether the homework was part of it – could you explain?
Would it be fair to say you felt alone with this?
Please could you explain the marking code again
Do we have any data on that?
The year 10s, did they get the same sheet?
Sorry to ask, but who pays for the cover
Which of your pupils would notice if you stopped?
Priya what happened after the bell
I want to ask about the seating: is it your choice?
I'd love to hear what Leila said.
My question is how long you waited.
My question is whether you told the head.
One thing I'd ask: what's stopping you?
What's stopping you
Where's the evidence for that?
Who's the audience for the report
How's the new timetable affecting it
In your experience, do they read the comments
During the mock, were they allowed notes
Before you decided, whom did you ask
The parents: have they seen it
Interested in how you chose the groups
Could someone say what the policy is
Explain what you mean by mastery
Explain to me why it is not working
Leila asks how the groups were made
Tom asks: why Year 9?
Not clear to me: when does it start
Were you going to say something about the TA
Do you mark in red?
What did the SENCO say
Any chance of seeing the worksheet
At home, is there somebody who helps them?
Before we go on: the numbers you gave, are they for the whole cohort?
Did you tell them beforehand that it wouldn't count
Does the department agree on this, or is it just you?
For the three who left early, what was the reason
Has the head been asked
Have they got glasses
I didn't catch the number of pupils
I'm not sure what "fluent" means in this case
I'm still puzzled by the second graph
I'm trying to picture the room: rows or tables?
If it goes on like this, then what?
In hindsight, would you give the key earlier
Is "engaged" the right word
It's about trust then?
Let me ask about the support staff
Let me check: thirty pupils, one adult?
Maybe you can tell us where the idea came from
Might they have misread the instruction
More about the parents, please
Next lesson – same group?
On Thursday you said it was better. What was better?
One question: did the others know
Remind me which set this is
So you had no TA at all that week?
So your worry is the exam, or the behaviour?
The same pupils every time?
There was a second visit, wasn't there
Two things: how long, and with whom?
Under what conditions would it fail
Was it you or the pupils who chose the topic
Were you happy with it
What I'd like to know is how they reacted.
What I don't get is why the last group failed
What else
You haven't said anything about the girls
You left out the middle part, on purpose?
Your aim is to have fewer resits, is that it?
and the reason for the change?
""".splitlines()

LATER_STATEMENTS = """\
We had exactly this with the new scheme.
There is a website which does it for you.
Put the weak ones in front.
My view is that they were over-tested.
Nice one, Tom, that took courage.
It reminds me of the behaviour policy debate.
Group work is overrated.
Year 8 were fine with it.
Try to be firmer with them.
Honestly, I'd skip it.
Have you tried Kahoot? It's brilliant.
How about just giving them the answers?
What about using a seating plan?
Can't you just send them out?
Do what the PE department does.
Is it not obvious that they were bored?
That's what I would do.
Surely they know by now.
In our school we have a rule for that.
Oh I love that.
A visualiser would sort it.
Two of mine did the same.
Speak to Hannah, she has done it.
Have a word with their form tutor.
Can be done in ten minutes.
Should be easy enough.
Will be better next year.
Did the same last year and it flopped.
Was the same with us.
Any teacher would have done that.
A timer would have helped.
After half-term it always gets better.
All of them can do it if they want to.
And I would never do that with Year 11.
Anyway, the marking policy forbids it.
At my school the TAs run it.
Be stricter about lateness.
But that is normal at their age.
Christine runs a workshop on this in March.
Definitely too many words on the slide.
First, get the seating right.
For me the plenary was the best part.
Get them to read it aloud.
Give them two minutes to think.
He was like that in primary already.
Homework never works on Fridays.
I can lend you our box of cards.
I had to laugh at the drawing.
I tried it in September.
It all comes down to vocabulary.
It's not your fault.
Just ignore him, he wants attention.
Keep going!
Less is more, as my mentor used to say.
Most of mine are on free meals as well.
My gut feeling is they were scared of the test.
No, they had the sheet.
Not in my lessons.
One option would be peer marking.
Our policy says three days.
Parents expect grades, full stop.
She should have told you.
Some of them had seen the film.
That would drive me mad.
The answer is retrieval practice.
They need a model answer first.
Twenty minutes is plenty.
We can share our plan with you.
Yes, in 9B.
You did everything you could.
""".splitlines()
