import { irregularVerbs } from './irregular-verbs.ts';

/** Verbs of requirement language: used only to tell a verb from a noun, never to find a requirement. */
const regular = `abort accept access acknowledge activate adapt add adjust advance alert align allocate allow announce answer append
apply approve archive arrive ask assign attach attempt authenticate authorize authorise award back block boot browse buffer calculate call cancel carry
capture change charge check clear click close collect combine commit compare complete compress compute confirm connect consume contain
continue control convert copy correct count cover crash create decline decode decrease decrypt deduct delay delete deliver deny deploy
detect determine differ dim disable discard disclose disconnect dismiss dispatch dispense display download drop duplicate edit eject elapse emit empty enable
encode encrypt end enforce engage enlarge ensure enter erase escalate establish estimate evaluate exceed exchange execute exist exit expire explain
export extend extract fail fetch fill filter finish fire flag flash follow force format forward fulfil fulfill generate grant group guard
handle happen heat ignore illuminate implement import include increase indicate inform inherit inhibit initialise initialize initiate insert inspect
install interrupt invalidate invite invoke isolate issue jam join jump label land last launch light limit link list load locate lock log look
lower maintain manage map mark match measure merge migrate modify monitor mount move mute navigate notify number observe obtain occur offer open
operate order overheat park parse pass paste pause perform permit persist pick place play plug poll populate post power prepare present preserve press prevent
print prioritise prioritize proceed process produce prohibit project prompt propose protect provide publish purge push quarantine query queue raise
reach react rebook reboot recalculate receive recognise recognize recommend reconnect record recover redirect redo reduce refer refresh refund refuse register
reject release reload relock remain remember remind remove rename renew reopen repeat replace reply report represent request require reschedule reserve resize resolve
respond restart restore restrict resume retain retry return reverse reuse review revoke rotate round sample save scale scan schedule
scroll search secure select separate serve settle share ship shift sign signal silence skip sort sound specify start state stay
stop store stream strip submit subscribe subtract succeed suggest support suppress suspend swap switch synchronise synchronize tag terminate
test time toggle touch track transfer transform transition transmit treat trigger trim trip turn type unlock unpark unplug unsubscribe update
opt lack consist credit debit score travel pull need tap supply comply rely apply default preheat drain tilt inflate deflate steer unfold hoist swipe drag owe rent borrow cool boil vibrate ventilate unload fade qualify
earn attend depart hire waive appear disappear abandon absorb accelerate accommodate accompany accumulate achieve acquire aggregate amend
annotate anonymise anonymize arrange assemble assess assist associate assume automate await avoid behave belong blink bypass calibrate
categorise categorize cease certify circulate clarify classify coincide communicate comprise conceal configure conform consider consolidate
construct contradict consult contribute coordinate correspond customise customize decelerate declare decompress define defer defrost delegate demonstrate
depend deposit derive describe deselect designate deviate differentiate disappear disengage disinfect dispose disregard disrupt distinguish
distribute divert divide downgrade embed emphasise employ encounter endorse enhance enrich enrol enroll entitle equip evacuate examine
exclude exempt exhaust expand expect expel expose facilitate fix flatten gather generate govern guarantee halt highlight
identify imply impose improve incorporate infuse inject instruct integrate interact intercept interpret introduce involve irrigate
justify lubricate mention multiply neutralise nominate normalise normalize obey obstruct occupy omit originate overlap overflow
participate possess postpone precede predict prescribe prolong promote propagate prove purchase redeem redistribute reimburse reinstate relate
relocate render reorder replenish replicate reproduce reside resist resubmit retract retransmit retrieve revert rewind rinse satisfy scramble
seize shred simulate solve specify stabilise stabilize supervise survive sustain tamper tolerate translate unify unmute unpack unregister
vacate vanish vent violate visualise visualize vote wash whistle widen wipe yield
upgrade upload use validate vary verify view wait warm warn weigh work wrap zoom`;

export const knownVerbs: ReadonlySet<string> = new Set([...regular.split(/\s+/), ...Object.keys(irregularVerbs)]);
