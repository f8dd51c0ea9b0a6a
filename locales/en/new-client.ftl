# A new client. Every field may stay empty: a code alone is enough.

new-client-title = New client
new-client-intro = The code is enough. Everything else can wait. Write down no real names.
new-client-code = Card code
new-client-code-hint = Write it on the person's card. It says nothing about who they are.
new-client-code-new = Make another code
new-client-alias = Another code of the same person
new-client-alias-hint = For example the code that another service gave. No names.
new-client-sex = Sex
new-client-birth-year = Year of birth
new-client-birth-year-hint = Four digits, for example 1991. A guess is fine.
new-client-birth-year-wrong = Please check the year.
new-client-languages = Languages they speak
new-client-groups = Does any of this apply?
new-client-groups-hint = Choose only what the person told you. It helps to give the right support.
new-client-contact = How may we reach them?
new-client-contact-hint = For example: in the evening at the drop-in. No address that could harm them.
new-client-consent = Consent
new-client-consent-say = “May I keep notes about our talks? Only our team can read them. You can say no, or change your mind later. You get help either way.”
new-client-consent-yes = They said yes
new-client-consent-no = They said no
new-client-consent-no-hint = Do not add this person. You can still help, and hand out supplies.
new-client-consent-missing = Ask for consent first.
new-client-consent-how = How did they agree?
new-client-save = Add this client

sex-female = Woman
sex-male = Man
sex-transgender = Transgender
sex-other = Another answer
sex-not-stated = Would rather not say

group-pregnant = Pregnant
group-breastfeeding = Breastfeeding
group-under-18 = Under 18
group-sex-worker = Sex worker
group-homeless = No fixed home
group-ethnic-minority = Ethnic minority
group-prison-release = Recently out of prison
group-mental-illness = Living with a mental illness
group-living-with-hiv = Living with HIV

# Languages that a client may speak, by tag.
language-vi = Vietnamese
language-en = English
language-km = Khmer
language-lo = Lao
language-th = Thai
language-my = Burmese
language-zh = Chinese
language-id = Indonesian
language-ms = Malay
language-tl = Filipino
language-fr = French
language-es = Spanish
language-pt = Portuguese
language-ru = Russian
language-ar = Arabic
language-fa = Persian
language-uk = Ukrainian
language-hmn = Hmong
language-other = Another language

consent-purpose-care-record = Keeping a care record
consent-purpose-screening = Screening questions
consent-purpose-referral = Telling another service about them
consent-purpose-contact = Being contacted
consent-purpose-follow-up = Being contacted later
consent-purpose-research = Use in studies, without a name
consent-how-spoken = Spoken
consent-how-written = Written
consent-how-gesture = By a clear sign
consent-given = Agreed on { $date }
consent-withdrawn = Taken back on { $date }
consent-withdraw = Consent taken back
consent-none = No consent recorded
