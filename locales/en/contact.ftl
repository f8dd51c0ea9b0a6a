# A contact: where, what was done, supplies out and back, a note.

contact-title = Record a contact
contact-where = Where did you meet?
contact-done = What did you do?
contact-title-what = What happened
contact-supplies = Supplies
contact-supplies-hint = Count single pieces, not packs.
contact-supply-more = One more: { $supply }
contact-supply-less = One less: { $supply }
contact-supply-line = { $supply }: { $count }
contact-note = Note
contact-note-hint = Only what the next worker needs. No names, no places that could harm anyone.
contact-save = Save this contact
contact-by = By { $worker }

note-title = Note
note-hint = Only what the next worker needs. No names, no places that could harm anyone.
note-save = Save the note
note-draft = Not finished. It is kept on this phone.

setting-street = On the street
setting-shelter = Shelter
setting-abandoned-building = Empty building
setting-health-centre = Health centre
setting-needle-exchange = Needle exchange
setting-drop-in = Drop-in
setting-home = At their home
setting-prison = In prison
setting-phone = By phone
setting-other = Somewhere else

supply-needles-out = Needles and syringes given
supply-needles-back = Used needles taken back
supply-naloxone-kits = Naloxone kits
supply-condoms = Condoms
supply-lubricant = Lubricant
supply-sharps-bins = Sharps bins
supply-wound-kits = Wound kits
supply-foil = Foil
supply-water = Sterile water
supply-alcohol-swabs = Alcohol swabs
supply-filters = Filters
supply-cookers = Cookers
supply-pipes = Pipes
supply-test-kits = Drug-checking strips
supply-hiv-self-tests = HIV self-tests
supply-pregnancy-tests = Pregnancy tests
supply-tests-offered = Tests offered
supply-tests-done = Tests done
supply-leaflets = Leaflets

contact-done-talk = Talked
contact-done-screening = Asked the ASSIST questions
contact-done-brief-intervention = Brief intervention
contact-done-supplies = Handed out supplies
contact-done-overdose-training = Showed how to use naloxone
contact-done-overdose-reversed = An overdose was reversed
contact-done-wound-care = Cared for a wound
contact-done-hiv-test = Offered an HIV test
contact-done-hepatitis-test = Offered a hepatitis test
contact-done-tb-screening = Asked about signs of TB
contact-done-referral = Referred
contact-done-accompanied = Went along to a service
contact-done-food = Gave food or clothes
contact-done-other = Something else
