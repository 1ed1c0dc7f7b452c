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
install interrupt invalidate invite invoke isolate issue join jump label land last launch light limit link list load locate lock log look
lower maintain manage map mark match measure merge migrate modify monitor mount move mute navigate notify number observe obtain occur offer open
operate order overheat park parse pass paste pause perform permit persist pick place play plug poll populate post power prepare present preserve press prevent
print prioritise prioritize proceed process produce prohibit project prompt propose protect provide publish purge push quarantine query queue raise
reach react rebook reboot recalculate receive recognise recognize recommend reconnect record recover redirect redo reduce refer refresh refund refuse register
reject release reload relock remain remember remind remove rename renew reopen repeat replace reply report represent request require reschedule reserve resize resolve
respond restart restore restrict resume retain retry return reverse reuse review revoke rotate round sample save scale scan schedule
scroll search secure select separate serve settle share ship shift sign signal silence skip sort sound specify start state stay
stop store stream strip submit subscribe subtract succeed suggest support suppress suspend swap switch synchronise synchronize tag terminate
test time toggle touch track transfer transform transition transmit treat trigger trim trip turn type unlock unpark unplug unsubscribe update
upgrade upload use validate vary verify view wait warm warn weigh work wrap zoom`;

export const knownVerbs: ReadonlySet<string> = new Set([...regular.split(/\s+/), ...Object.keys(irregularVerbs)]);
