"""Behavioural anchors of the fixation profile: for each dimension what 0, 1, 2, 3 and 4 look like.

Each anchor is something seen, heard or reported in the period assessed. The wording is our own and has not
been validated. The dimensions draw on the literature on pathological fixation (Mullen et al. 2009; Meloy and
Rahman 2021) and on relational goal pursuit (Cupach and Spitzberg 2014).
"""

PREOCCUPATION = (
    "Days go by without the subject; it comes up only when somebody else raises it",
    "Comes up on some days and for minutes; talk and tasks are not displaced",
    "Comes up every day, an hour or so in all; returns whenever other talk pauses",
    "Takes several hours a day; most conversations turn to it within minutes",
    "Fills nearly all waking hours; hardly speaks or does anything that is not about it",
)
CONTROL = (
    "Turns to other things at will and stays with them",
    "Needs a moment's effort to turn away, then manages",
    "Manages about half the time; thoughts break into work, meals or sleep",
    "Tries and mostly fails; asked to change the subject, is back within minutes",
    "Cannot leave it at all, or has given up trying",
)
CONVICTION = (
    "Holds no special belief about a bond, a right or a wrong, or calls it mistaken",
    "Leans to the belief but voices doubts unprompted",
    "Calls the belief likely; weighs another explanation when one is offered",
    "States the belief as fact; hears other explanations and argues each away",
    "Certain; takes refusals, orders and evidence against it as further proof",
)
INSIGHT = (
    "Calls the pursuit their own problem and can say what drives it",
    "Calls it a problem and sees the harm, but is vague about how it comes about",
    "Admits it goes too far at times; finds the cause in circumstances",
    "Accepts that others call it a problem, and disagrees",
    "Sees no problem in thought or conduct; puzzled or offended at the idea",
)
EMOTION = (
    "Speaks of it evenly in voice, face and words",
    "Some feeling shows when it is raised and passes within moments",
    "Marked feeling shows; settles with help and can go on to other topics",
    "Intense feeling colours most of the meeting: agitated, tearful or angry",
    "Overcome by feeling: shouts, sobs, shakes or leaves; the meeting cannot go on",
)
THWARTING = (
    "Takes a refusal, a silence or a restriction without visible upset",
    "Disappointed or irritable for hours; the day goes on as planned",
    "Upset for a day or more: poor sleep, repeated complaints, plans dropped",
    "Upset for days with outbursts, heavy drinking, drug use or neglect of self",
    "In crisis after a setback: harm to self or others, damage, or emergency services called",
)
RUMINATION = (
    "Does not go over past events, rehearse encounters or gather material",
    "Now and then retells an episode or imagines a conversation; gathers nothing",
    "Goes over the same episodes most days; keeps some messages or pictures",
    "Rehearses encounters or arguments daily; keeps an ordered file, log or timeline",
    "Works for hours on a body of material and quotes it in detail at every contact",
)
GOAL_LINKING = (
    "Names goals and sources of worth that have nothing to do with it",
    "Has other goals; says this one would make life better",
    "Has put one or two other plans on hold until this is settled",
    "Says happiness or self-respect hangs on the outcome; other goals named without interest",
    "Can name no goal and no worth apart from the outcome",
)
GRIEVANCE = (
    "Voices no sense of having been wronged",
    "Mentions unfairness; asks for nothing on account of it",
    "Feels owed an apology or explanation; has asked once or twice by ordinary routes",
    "Demands redress again and again; complaints to several bodies",
    "Claims redress by any means; says that rules and rulings no longer bind them",
)
JUSTIFICATION = (
    "Owns the conduct and describes fairly what it does to the other person",
    "Owns most of it; plays down some effects, and corrects this when asked",
    "Owns part; explains the rest by the other person's conduct or mixed signals",
    "Presents the conduct as reasonable and the other person as to blame or exaggerating",
    "Presents themselves as the victim; denies all harm or speaks of it with satisfaction",
)
URGE = (
    "Reports no urge to contact or watch, and no source suggests one",
    "Brief urges, let pass without difficulty",
    "Strong urges at times; held back by a skill, a person or distance",
    "Strong urges on most days; set out to act and stopped, or was stopped",
    "Acted on an urge at least once: contact, approach, watching, or sending others",
)
DIGITAL = (
    "Does not look the person or cause up; no account or device is used for it",
    "Looked at open pages once or twice in the period",
    "Looks at open pages, or pages of shared contacts, every week",
    "Looks daily, or uses a false name or another's account to see what is closed",
    "Tracks, intercepts or enters accounts or devices, or has people or software do so",
)
NARROWING = (
    "Work, money, sleep, self-care and other relationships are as they were before",
    "One area suffers a little, such as late nights or lost concentration",
    "One area is clearly harmed, such as missed work, debts or dropped friends",
    "Several areas are harmed: job or study at risk, savings spent, few people left",
    "Little is left besides the pursuit: no work, company or routine; self-care neglected",
)
FINALITY = (
    "No word or sign of an ending by death or violence, of last resort, or of preparation",
    "Says that time or options are running out; no mention of death or violence",
    "Passing thoughts of death or violence, told to somebody; no intention",
    "Speaks of intending it, of nothing left to lose, or hints that it will soon be over",
    "Prepares: a plan, a weapon, a farewell, affairs put in order, a day or place chosen",
)
