# Warnings for the worker. Drafts: a clinician in each programme approves them before use. They never make a diagnosis.

alert-title = Please look at this
alert-sign-off = Draft. A clinician in your programme must still approve this text.
alert-why = Why this is shown
alert-read = I have read it
alert-offer = Offer
alert-urgent = Urgent
alert-important = Important

alert-overdose-risk = Risk of overdose
alert-overdose-risk-text = Make an overdose plan together. Offer naloxone to take home, for this person and for those around them. Show how it is used.
alert-overdose-risk-1 = Not alone. Not mixed with alcohol, sleeping pills or sedatives.
alert-overdose-risk-2 = After prison, detox or any break: a much smaller amount.
alert-overdose-risk-3 = Who could help, and where is the naloxone?
alert-alcohol-withdrawal = Do not stop alcohol suddenly
alert-alcohol-withdrawal-text = Stopping at once can cause fits and a dangerous confusion. Whoever wants to stop needs a doctor's help.
alert-alcohol-withdrawal-1 = Shaking and sweating begin after 6 to 24 hours.
alert-alcohol-withdrawal-2 = Fits can come within 48 hours.
alert-alcohol-withdrawal-3 = Severe confusion can come after 48 to 72 hours.
alert-alcohol-withdrawal-4 = Fever, heavy shaking, a fit, or seeing things: call an ambulance.
alert-sedative-withdrawal = Do not stop sedatives suddenly
alert-sedative-withdrawal-text = Stopping at once can cause fits. A doctor lowers the dose slowly.
alert-pregnancy = Pregnant or breastfeeding
alert-pregnancy-text = Ask about use at every visit, kindly and without blame. Offer the brief intervention and a referral.
alert-pregnancy-1 = Opioids: treatment with methadone or buprenorphine is safer than detox.
alert-pregnancy-2 = Sedatives: the dose is lowered slowly.
alert-pregnancy-3 = Alcohol: withdrawal needs medical care.
alert-injecting = Injecting
alert-injecting-text = Talk about the risks of injecting. Offer clean kit, and tests for HIV and hepatitis B and C.
alert-injecting-1 = Look for red, hot or swollen places. Ask about fever.
alert-injecting-2 = Fever or a spreading swelling: a nurse or doctor today.
alert-under-18 = Under 18
alert-under-18-text = This screening was not tested for young people. Read the result with care and follow your pathway for young people.

# The emergency page: always within reach.
emergency-title = Overdose: what to do now
emergency-open = Overdose? What to do
emergency-signs = The signs
emergency-signs-1 = Cannot be woken
emergency-signs-2 = Breathes slowly, unevenly, or not at all; gurgles or snores deeply
emergency-signs-3 = Lips or nails blue or grey
emergency-signs-4 = Very small pupils
emergency-steps = Do this
emergency-steps-1 = Shout and shake the shoulder. No answer? Go on.
emergency-steps-2 = Call an ambulance. Say: “Somebody cannot be woken and is hardly breathing.”
emergency-steps-3 = Give naloxone, as the kit shows.
emergency-steps-4 = No breathing: give breaths, one every 5 seconds.
emergency-steps-5 = Breathing again: lay the person on the side, head back a little.
emergency-steps-6 = Not awake after 2 to 3 minutes: give naloxone again.
emergency-steps-7 = Stay. The naloxone wears off before the drug does.
emergency-also = Call an ambulance as well for
emergency-also-1 = Chest pain, very hot skin or collapse after meth, cocaine or ecstasy
emergency-also-2 = A fit
emergency-also-3 = Confusion, fever, heavy shaking or seeing things in somebody who has just stopped drinking
emergency-also-4 = Collapse after glue or gas. Keep calm: do not chase or frighten the person.

# What a worker may tick beside the questions.
history-title = Does any of this apply?
history-overdose = Had an overdose before
history-uses-alone = Uses alone
history-abstinence = Did not use for a while, so the body takes less now
history-fits = Had fits or severe confusion when stopping alcohol
