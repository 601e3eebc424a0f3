import { EN_SCALES } from './en-scales.ts'
import { EN_SYNONYMS } from './en-synonyms.ts'
import type { Lexicon } from './lexicon.ts'

export const EN: Lexicon = {
  functionWords:
    'a, an, the, of, in, on, at, to, for, and, or, but, nor, is, are, was, were, be, been, being, am, by, with, as, from, that, this, these, those, it, its, his, her, hers, their, our, my, your, has, have, had, having, he, she, they, we, you, i, him, them, us, me, into, over, about, up, out, off, down, than, then, so, such, there, here, which, who, whom, whose, what, when, where, why, how, do, does, did, done, will, would, shall, should, can, could, may, might, must, also, just, very, too, only, own, while, during, through, between, amid, among, against, after, before, since, until, under, upon, via, per, if, because, though, although, despite, one, some, any, all, both, each, other, another, more, most, same, now, still, yet, even, ever, again, back, not, no, s, t, re, ll, ve, d, mr, mrs, ms, dr, sir, lord, dame, lady',
  irregular:
    'won>win, lost>lose, beat>beat, beaten>beat, held>hold, found>find, fell>fall, fallen>fall, rose>rise, risen>rise, left>leave, quit>quit, said>say, told>tell, spoke>speak, spoken>speak, wrote>write, written>write, gave>give, given>give, took>take, taken>take, got>get, gotten>get, went>go, gone>go, came>come, became>become, saw>see, seen>see, made>make, met>meet, sent>send, sold>sell, bought>buy, brought>bring, fought>fight, caught>catch, taught>teach, thought>think, sought>seek, struck>strike, stricken>strike, hit>hit, hurt>hurt, shot>shoot, shut>shut, cut>cut, put>put, set>set, led>lead, fed>feed, fled>flee, flew>fly, flown>fly, drove>drive, driven>drive, broke>break, broken>break, spent>spend, lent>lend, paid>pay, laid>lay, sank>sink, sunk>sink, began>begin, begun>begin, ran>run, swam>swim, sang>sing, sung>sing, drew>draw, drawn>draw, grew>grow, grown>grow, knew>know, known>know, threw>throw, thrown>throw, shook>shake, shaken>shake, stood>stand, withdrew>withdraw, withdrawn>withdraw, died>die, dying>die, dies>die, lies>lie, lied>lie, lay>lie, stole>steal, stolen>steal, chose>choose, chosen>choose, froze>freeze, frozen>freeze, spread>spread, swept>sweep, kept>keep, slept>sleep, wept>weep, built>build, felt>feel, dealt>deal, meant>mean, heard>hear, wore>wear, worn>wear, tore>tear, torn>tear, swore>swear, sworn>swear, bore>bear, born>bear, hid>hide, hidden>hide, rode>ride, ridden>ride, ate>eat, eaten>eat, forgave>forgive, overthrew>overthrow, undergone>undergo, men>man, women>woman, children>child, people>person, lives>life, wives>wife, bodies>body, deadly>deadly, thieves>thief, police>police',
  hedges:
    'may, might, could, reportedly, allegedly, alleged, apparently, apparent, appears to, appear to, seems to, seem to, likely, probably, possibly, possible, perhaps, suspected, believed to, thought to, feared, rumoured, unconfirmed, unverified, claimed, supposed, supposedly, presumed, potential, potentially, expected to, said to, unclear, accused of, so-called',
  negations:
    "not, no, never, none, nobody, nothing, without, neither, nor, cannot, can't, won't, don't, doesn't, didn't, isn't, aren't, wasn't, weren't, hasn't, haven't, hadn't, couldn't, wouldn't, shouldn't, fails to, failed to, fail to, unable, refuses, refused, lack, lacks, yet to",
  casualties:
    'kill, dead, death, die, deadly, fatal, fatally, body, murder, shot dead, stab, drown, injure, wound, hurt, casualty, victim, missing, trapped, massacre, slain, suicide, execute, toll, survivor, hospital',
  whoSays:
    'say, says, said, saying, according to, suggest, report, reports, claim, claims, source, officials say, tell, reveal, confirm, allege, insist, believe, think, warn, announce, admit, deny',
  sourceNouns:
    'study, report, reports, survey, poll, exit poll, projection, projections, research, researchers, scientists, experts, officials, official, police, minister, ministry, government, state media, media, us media, un, who, watchdog, inquest, inquiry, court, judge, lawyer, family, sources, source, army, military, prosecutors, ngo, charity, union, regulator, data, figures, analysis, review, findings, minister says, president, pm, ministers, mps, campaigners, monitor, monitors, activists, witnesses, intelligence, kremlin, pentagon, nasa, rescuers',
  future:
    'to, will, set to, will be, to be, is to, are to, expected to, due to, plans to, plan to, about to, poised to, likely to, going to, could, may, hopes to, aims to, intends to, wants to, vows to, on course to, ready to, prepares to, preparing to, would, moves to, on verge of, ahead of',
  numbers:
    'one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, eleven=11, twelve=12, thirteen=13, fourteen=14, fifteen=15, sixteen=16, seventeen=17, eighteen=18, nineteen=19, twenty=20, thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80, ninety=90, zero=0',
  vague:
    'several, many, some, dozens, scores, hundreds, thousands, tens of thousands, hundreds of thousands, millions, billions, few, numerous, multiple, a number of, couple, handful, countless, others',
  dates:
    'monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, june, july, august, september, october, november, december, today, tomorrow, yesterday, tonight, overnight, spring, summer, autumn, winter, weekend, christmas, easter, next week, last week, next year, last year, this year, next month, last month, this month, this week, decade, century',
  pronouns: 'he, she, they, it, his, her, their, him, them, its, hers, theirs',
  scales: EN_SCALES,
  categories: {
    kin: 'son, daughter, brother, sister, father, mother, husband, wife, uncle, aunt, cousin, nephew, niece, grandfather, grandmother, grandson, granddaughter, widow, widower, fiance, fiancee, girlfriend, boyfriend, twin, parent, stepfather, stepmother',
    person:
      'man, woman, boy, girl, baby, toddler, pensioner, teenager, schoolboy, schoolgirl, infant, grandmother, male, female, men, women',
    orientation: 'gay, lesbian, straight, bisexual, bi, trans, transgender, non-binary, heterosexual',
    faith:
      'muslim, christian, jewish, jew, hindu, sikh, buddhist, catholic, protestant, anglican, mosque, church, synagogue, temple, sunni, shia',
    crime:
      'murder, manslaughter, rape, assault, robbery, theft, burglary, fraud, bribery, corruption, perjury, forgery, racketeering, terrorism, treason, sedition, coup, arson, kidnapping, stalking, harassment, extortion, blackmail, espionage, spying, laundering, smuggling, trafficking, embezzlement, negligence, battery, indecency, contempt, defamation, libel, possession, hacking, conspiracy, abduction',
    illness:
      'cancer, stroke, pneumonia, dementia, alzheimer, parkinson, covid, flu, measles, polio, cholera, malaria, monkeypox, ebola, sepsis, diabetes, leukaemia, tumour, meningitis, hepatitis, aneurysm, heart attack, overdose, poisoning',
    weapon:
      'gun, knife, pistol, rifle, shotgun, axe, hammer, machete, sword, bomb, grenade, missile, rocket, drone, mine, tank, artillery, crossbow, bow, acid, mortar, shell',
    vehicle:
      'plane, jet, helicopter, bus, coach, train, tram, lorry, truck, car, van, boat, ship, ferry, tanker, submarine, motorcycle, motorbike, bicycle, bike, scooter, balloon, glider, yacht, dinghy, taxi, ambulance',
    disaster:
      'earthquake, flood, hurricane, tornado, cyclone, typhoon, wildfire, avalanche, landslide, tsunami, eruption, blizzard, drought, heatwave, explosion, blast, collapse, crash, fire, derailment, sinking, stampede, crush, storm',
    place:
      'school, hospital, university, college, church, mosque, synagogue, airport, station, hotel, restaurant, stadium, prison, museum, supermarket, nightclub, pub, factory, mine, airbase, embassy, cinema, theatre, library, warehouse, bridge, tunnel, motorway, beach, lake, river, mountain, island, forest, nursery, barracks, shelter',
    profession:
      'presenter, producer, director, actor, actress, singer, rapper, musician, author, novelist, poet, journalist, reporter, editor, photographer, nurse, doctor, surgeon, midwife, teacher, headteacher, lecturer, professor, student, pupil, pilot, driver, conductor, engineer, soldier, sailor, officer, guard, firefighter, paramedic, lawyer, judge, solicitor, barrister, priest, bishop, vicar, imam, rabbi, footballer, cricketer, boxer, golfer, jockey, coach, referee, chef, farmer, miner, comedian, model, dancer, painter, architect, scientist, astronaut, economist, banker, trader, accountant, mechanic, plumber, electrician, builder, gardener',
    post: 'president, vice-president, premier, chancellor, minister, senator, congressman, congresswoman, governor, mayor, councillor, ambassador, king, queen, prince, princess, emperor, pope, archbishop, speaker, general, colonel, admiral, chairman, chief executive, treasurer, deputy',
    compass:
      'north, south, east, west, northern, southern, eastern, western, north-east, north-west, south-east, south-west, central, left, right',
    period:
      'hour, day, week, month, year, decade, minute, second, century, morning, afternoon, evening, night, quarter',
    rank: 'first, second, third, fourth, fifth, last, oldest, youngest, largest, smallest, biggest, highest, lowest, longest, shortest, fastest, worst, best, richest, poorest',
    measure:
      'metre, kilometre, mile, foot, feet, inch, kilo, tonne, ton, litre, gallon, acre, hectare, pound, dollar, euro, rouble, yen, degree, percent',
    party:
      'labour, conservative, tory, liberal, democrat, republican, green, socialist, communist, independent, snp, reform, far-right, far-left, centrist',
    sport:
      'football, rugby, cricket, tennis, golf, boxing, cycling, swimming, athletics, hockey, basketball, baseball, snooker, darts, netball, gymnastics, rowing, sailing, skiing, skating, formula',
    metal:
      'gold, silver, bronze, platinum, copper, coal, gas, oil, diesel, petrol, electricity, hydrogen, nuclear, solar, wind',
    animal:
      'dog, cat, horse, cow, sheep, pig, goat, bear, wolf, fox, shark, whale, dolphin, seal, snake, spider, crocodile, alligator, lion, tiger, leopard, elephant, monkey, bird, eagle, swan, chicken, fish, bee, wasp, rat, mouse, bat, kangaroo',
  },
  synonyms: EN_SYNONYMS,
  antonyms:
    'more less, more fewer, over under, above below, before after, first last, with without, true false, ally enemy, alive dead, success failure, buy sell, buyer seller, support oppose, guilty innocent, high low, higher lower, highest lowest, big small, top bottom, increase decrease, right wrong, rich poor, public private, near far, safe dangerous, safe unsafe, legal illegal, lawful unlawful, possible impossible, likely unlikely, open closed, friend foe, victim suspect, victim attacker, victim killer, profit loss, strong weak, hot cold, wet dry, early late, young old, good bad, better worse, best worst, victory defeat, win loss, hero villain, import export, asset liability, present absent, allow ban, hope fear, love hate, welcome condemn, praise criticise, back oppose, in out, up down, entry exit, start end, majority minority, male female, peace war, add remove, borrow lend, employer employee, patient doctor, teacher pupil, accept reject, approve reject, agree refuse, agree reject, confirm deny, admit deny, gain lose, pass fail, arrive depart, enter leave, join leave, keep scrap, save spend, lead trail, defend attack, tighten ease, raise cut, hire fire, appoint sack, free jail, clear convict, lift impose, extend shorten, speed slow, widen narrow, include exclude, honest corrupt, mild severe, minor serious, brief long, domestic foreign, home away, urban rural',
  labels:
    'in pictures, watch, video, live, breaking, analysis, opinion, explained, explainer, as it happened, the papers, quiz, in full, profile, obituary, fact check, reality check, at a glance, gallery, podcast, listen, exclusive, review, newsletter, long read, timeline, q&a, interview',
}
