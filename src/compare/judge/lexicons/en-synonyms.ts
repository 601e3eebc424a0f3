/**
 * Words that English news texts swap freely: one group a line, words of a group count as the same word.
 * Only words whose swap leaves the fact standing; states of an event belong to the scales.
 */
export const EN_SYNONYMS = `
announce, unveil, reveal, declare, disclose, present, set out, announces
say, tell, state, add, remark, note, comment
hit, strike, batter, rock, lash, pound, hammer, slam, pummel, rattle
affect, impact, hit
flee, leave, escape
watch, monitor, track, observe
get, receive, obtain, given
continue, ongoing, carry on, persist, go on
jump, soar, surge, rocket, leap, spike, skyrocket, shoot up
fall, drop, slide, dip, decline, slip
plunge, slump, tumble, plummet, dive, nosedive, sink
criticise, slam, condemn, blast, attack, denounce, decry, lambast, hit out, rebuke, slate, lash out, castigate, berate
praise, hail, laud, applaud, salute, celebrate
key, major, crucial, pivotal, vital, main, critical, important, significant, big
help, aid, assist, support, assistance
row, dispute, standoff, spat, clash, feud, stand-off, argument, conflict
fight, battle, struggle, combat, tackle, clash, unrest
probe, investigation, inquiry, investigate, examine, look into, enquiry
leader, boss, chief, head, chair, chairman, director
purchase, takeover, buyout, acquisition, buy, deal
fault, failure, malfunction, glitch, breakdown, defect
records, files, documents, papers
star, icon, legend, celebrity, great, singer
job, role, post, position
child, kid, youngster
pupil, student, schoolchild
house, home, property, residence
town, village, community
city, capital
kill, dead, die, death, fatal, deadly
injure, hurt, wound, injured
begin, start, launch, open, kick off, commence
end, finish, close, conclude, over
jail, prison, imprison, sentence, term, behind bars
police, officer, cop, detective
attempt, try, bid, effort, seek, aim
buy, purchase, acquire, snap up
show, display, exhibit, reveal
fear, worry, concern, anxiety, dread, alarm
warn, caution, alert
ask, question, request, query
demand, call, urge, appeal, plead
meet, talk, summit, negotiate, discuss, negotiation
huge, giant, massive, enormous, vast, colossal, large, big
small, tiny, little
quick, fast, rapid, swift
rare, unusual, extraordinary, uncommon
shocking, horrific, terrible, horrifying, harrowing, appalling
famous, well-known, renowned, iconic, celebrated, popular
fan, supporter, follower
film, movie, picture
song, track, single
show, programme, series
win, victory, triumph
lead, head, top
stop, halt, prevent, block, cease
choose, pick, select
plan, intend, propose, plot
need, require
want, wish, seek
use, deploy, employ, utilise
keep, retain, hold, maintain
sale, selling
cost, price
rise, increase, climb, grow, up, growth, go up
cut, reduce, slash, trim, lower
raise, lift, boost, hike
money, cash, fund
row, scandal, controversy, furore
crash, collision, accident, smash
blast, explosion, explode
fire, blaze, inferno
storm, hurricane, cyclone, tempest
raid, strike, attack, assault
attack, assault
gunman, shooter, attacker, assailant
rebel, insurgent, militant, fighter, militia
soldier, troop, force
relative, family, loved one
friend, mate, pal
mother, mum, mom
father, dad
baby, infant, newborn
woman, lady
lawyer, attorney, solicitor, legal team
company, firm, business, corporation
worker, staff, employee, workforce
maker, manufacturer, producer
plane, aircraft, jet, airliner
ship, vessel
car, vehicle
lorry, truck
phone, mobile, smartphone
picture, photo, image, photograph
video, footage, clip
report, article, story
book, memoir, novel
email, message
letter, note
part, portion, section
reason, cause, motive
result, outcome
vote, ballot, poll, election
law, legislation, act, bill
rule, regulation
limit, cap, restrict, curb
quit, resign, step down, stand down
sack, fire, dismiss, oust
hire, recruit, employ
rich, wealthy
poor, impoverished
about, around, roughly, approximately, nearly, almost, some
more than, over, above, upwards of
less than, under, below, fewer than
near, close to, by
across, throughout, around
amid, as, during
after, following, in the wake of
because of, due to, over, owing to
before, ahead of, prior to
despite, in spite of
while, whilst, as
also, too, as well
will, to, set to, is to, due to, going to
likely, expected, set, tipped, due
uk, britain, british, united kingdom
us, usa, america, american, united states, u.s
eu, european union
un, united nations
uae, united arab emirates
russia, russian, moscow, kremlin
china, chinese, beijing
france, french
germany, german
spain, spanish
italy, italian
ukraine, ukrainian, kyiv
iran, iranian, tehran
israel, israeli
japan, japanese, tokyo
turkey, turkish, turkiye
india, indian, delhi
scotland, scottish
wales, welsh
ireland, irish
england, english
australia, australian
canada, canadian
mexico, mexican
africa, african
europe, european
poland, polish
sweden, swedish
greece, greek
egypt, egyptian
brazil, brazilian
north korea, pyongyang, north korean
south korea, seoul, south korean
hong kong, hongkong
prime minister, pm, premier
vaccinate, jab, vaccine, inoculate, shot, vaccination
covid, coronavirus, pandemic, covid-19, virus
climate, warming
sentence, term
evidence, proof
tribute, homage
mark, herald, signal
view, opinion
quake, earthquake, tremor
ruin, destroy, wreck, demolish, devastate
break, smash, shatter
strange, mysterious, bizarre, odd
protest, demonstrate, demonstration, rally, protester, demonstrator
crowd, throng, mass
migrant, refugee, asylum seeker
border, frontier
find, discover, spot, uncover, locate
take, seize, grab
return, come back, go back
carry, transport
face, confront
reunite, unite
answer, respond, reply, response, react, reaction
agree, accept
remain, stay
appear, seem
let, allow, permit
join, take part
happen, occur, take place
bring, take
guess, predict, forecast
relationship, relation, tie
trick, scam, con
sad, upset, heartbroken, devastated, distraught
angry, furious, outraged, fury, anger, outrage
happy, delighted, joy, thrilled, celebrate
proud, pride
brave, heroic
calm, quiet
chaos, mayhem, turmoil, havoc
crisis, emergency
shortage, lack, scarcity
issue, problem, trouble, difficulty
chance, opportunity
goal, aim, target, objective
step, move, measure
trend, pattern
area, region, zone, district
border, boundary
road, street
shop, store, retailer
goods, product, item
meal, food, dish
drink, beverage
weapon, arm
rocket, missile
air strike, airstrike, air raid, bombing
war, conflict, invasion, fighting
peace talks, negotiations
hostage, captive
weird, odd
mps, lawmakers, politicians, parliament
senate, congress
president, leader, head of state
first, debut
ex, former, one-time, ex-
new, latest, fresh, recent
old, former, previous
top, leading, senior
final, last
ancient, old, prehistoric
next, coming, upcoming
global, world, worldwide, international
national, nationwide, country, nation
local, regional
public, people
trapped, stuck
home town, hometown
tv, television
online, internet, web
social media, twitter, x
ai, artificial intelligence
percent, per cent, pc
`
