"""The words of the fictional summary."""

QUESTION = (
    "Is Mr Marlowe likely to approach V1 again before the hearing on 18-Dec-2026, and can the "
    "current plan hold him "
    "in the community until then?"
)
RED_FLAGS = (
    "**Date coming up.** Seen 12-Nov-2026: the hearing of 18-Dec-2026, a final parting in his eyes. Done: visit "
    "agreed. Told: DC P. Okafor, 12-Nov-2026."
)
IMMINENCE = (
    "The coming four weeks carry more concern than the last three months, because of the hearing. "
    "No plan, weapon or "
    "last-resort thinking is known. This is a clinical opinion and not a prediction."
)
SOURCES = (
    "- Fourteen sessions with Mr Marlowe, 16-Apr-2026 to 12-Nov-2026; weekly diary\n"
    "- Police chronology to 10-Nov-2026; probation officer, 11-Nov-2026; his brother, by telephone, "
    "with consent\n"
    "- General practice record summary, 02-Apr-2026"
)
LIMITS = (
    "No device examination since July. The victim’s account is known only through the advocate’s "
    "report to the panel. "
    "Structured tools were completed by a trained rater and are reported as judgements, without totals."
)
HEALTH = (
    "Recurrent depressive disorder, now in partial remission on sertraline; taken as prescribed. No "
    "psychosis at any "
    "assessment: the belief that V1 will return is held with conviction but has yielded to evidence "
    "twice. Alcohol "
    "fell from daily to weekends after April.\n\n"
    "Relevant to risk: **each breach followed two or three days of poor sleep and drinking alone.** "
    "He sleeps five to "
    "six hours at present."
)
FUNCTION = "Keeps the relationship alive; spares him the shame of having been left"
TREND = "Fading since May in time, urge and functioning; grievance has not moved"
FORMULATION = (
    "Mr Marlowe grew up with a parent who came and went without notice, and learned that watching "
    "and waiting "
    "sometimes brought people back. When V1 ended the relationship in October 2025, in the month he "
    "lost his job, "
    "being left met being worthless, and following her movements gave him back some feeling of control.\n\n"
    "Shame is what keeps the pursuit going: contact eases it for some hours, refusal deepens it, "
    "and drink removes the "
    "pause in between. Work, his brother and the treatment requirement now hold him. The hearing "
    "threatens all three "
    "at once, as it will be public and final."
)
SCENARIOS = (
    (
        "S1 Repeat",
        "A letter or a message through a friend in the days after the hearing.",
        "Possible within a month.",
        "Missed session; file of messages reopened; two nights under four hours’ sleep.",
        "Health rings within 24 hours; probation brings the appointment forward.",
    ),
    (
        "S2 Escalate",
        "Goes to V1’s workplace after drinking, to be heard; threat or assault if turned away.",
        "Unlikely while he is sober.",
        "Drinking on weekdays; talk of “one last conversation”; car used at night.",
        "Call police at once; safety plan for V1 through the advocate.",
    ),
    (
        "S3 Turn",
        "Grievance moves to the court or to staff; complaint campaign.",
        "Possible after the ruling.",
        "Letters to the court; questions about named officers.",
        "One named contact for all agencies; replies agreed at the panel.",
    ),
    (
        "S4 Improve",
        "Keeps to the order through the hearing and begins to speak of life after it.",
        "Likely while supports hold.",
        "Brings diary unasked; deletes the file; plans the New Year with his brother.",
        "Keep the weekly rhythm; do not withdraw support early.",
    ),
)
HELPS = "- Plain notice of what will happen and when\n- Time to answer; recognising what he has kept to"
HINDERS = "- Being told what V1 feels\n- Surprise visits without cause; several officers at once"
INTERVIEW = (
    "Morning, not alone and not the day after a hearing. Start from work and sleep, move to the "
    "pursuit after that. "
    "Ask what he did, in order; avoid why. Challenge once, then leave a silence."
)
MANAGEMENT = (
    (
        "Police",
        (
            "Visit on 17-Dec and 19-Dec-2026, announced. Ask for the second account at the next device check. "
            "Flag the address of work and the station for the fortnight after the hearing."
        ),
        "17-Dec-2026",
    ),
    (
        "Probation",
        (
            "Weekly appointments until 15-Jan-2027; alcohol test on Mondays. Tell health the same day of a "
            "missed one."
        ),
        "15-Jan-2027",
    ),
    (
        "Health",
        (
            "Weekly sessions through the hearing; thoughts of suicide asked about. Review of sertraline with the GP by "
            "04-Dec-2026."
        ),
        "04-Dec-2026",
    ),
    (
        "Advocate",
        (
            "V1’s safety plan reviewed before 16-Dec-2026 by the advocate, on the panel’s decision. Health "
            "has no contact "
            "with V1."
        ),
        "16-Dec-2026",
    ),
)
OFFER = (
    "Cognitive-behavioural treatment for fixation with emotion regulation, session 14 of about 24; "
    "relapse plan to be written before the hearing."
)
READINESS = (
    "Attends and does the tasks; wants “to be done with it”. Ambivalent about giving up the file of messages."
)
PROTECTIVE = "His brother, who rings us; work three days a week. Neither has been tried without supervision."
ANSWER = (
    "Not before the hearing, if the plan is kept. Time, urge and drinking have fallen since May, and look-ups in "
    "September were the last that are known. The days after the hearing are the danger: both earlier ones were "
    "followed by a breach. Weekly appointments, an announced visit and a call on the morning after should hold him."
)
RESTRICTIONS = (
    "For members of the panel only. Not to be copied, shared on or placed in a record that Mr "
    "Marlowe can see without "
    "the author’s agreement. Contains no victim’s name or whereabouts; none may be added by hand."
)
