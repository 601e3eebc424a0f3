import { EN_ANTONYMS } from './en-antonyms.ts'
import { EN_EVENTS } from './en-events.ts'
import type { LanguageTable } from './table.ts'

/** English: the measured language. Words from general knowledge of news language. */
export const EN: LanguageTable = {
  code: 'en',
  decimal: '.',
  numbers:
    'zero=0 nil=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 ' +
    'thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 ' +
    'forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 twice=2 thrice=3 both=2 pair=2 couple=2 trio=3 ' +
    'quartet=4 twins=2 triplets=3',
  scales:
    'hundred=100 thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 dozen=12 score=20 ' +
    'dozens=12 hundreds=100 thousands=1000 millions=1000000 billions=1000000000 crore=10000000 lakh=100000',
  shortScales: 'k=1000 m=1000000 mn=1000000 mln=1000000 bn=1000000000 b=1000000000 tn=1000000000000 trn=1000000000000',
  fractions:
    'half=0.5 third=.3333 thirds=.3333 quarter=0.25 quarters=0.25 fifth=0.2 fifths=0.2 tenth=0.1 tenths=0.1 ' +
    'eighth=0.125 eighths=0.125',
  and: 'and',
  andAHalf: 'and a half',
  ordinals:
    'first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 ' +
    'thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 twentieth=20',
  vague: 'several=4 dozens=36 scores=60 hundreds=300 thousands=3000 millions=3000000 billions=3e9 many=20 few=3',
  over: 'at least, more than, over, above, exceeding, upwards of, as many as, no fewer than, no less than, minimum of, beyond, plus',
  under:
    'at most, less than, fewer than, under, below, up to, nearly, almost, close to, just under, no more than, maximum of, shy of',
  about: 'about, around, some, roughly, approximately, an estimated, estimated, circa',
  currencies:
    'dollar=usd dollars=usd pound=gbp pounds=gbp euro=eur euros=eur yen=jpy yuan=cny rupee=inr rupees=inr ' +
    'rouble=rub roubles=rub ruble=rub rubles=rub shekel=ils shekels=ils franc=chf francs=chf krona=sek kroner=nok ' +
    'cent=usd-cent cents=usd-cent pence=gbp-cent penny=gbp-cent lira=try peso=mxn pesos=mxn rand=zar won=krw ' +
    'usd=usd gbp=gbp eur=eur',
  percent: 'percent, per cent, pc, pct, percentage point, percentage points',
  units:
    'km=length*1000 kilometre=length*1000 kilometres=length*1000 kms=length*1000 mile=mile*1 miles=mile*1 ' +
    'metre=length*1 metres=length*1 cm=length*0.01 centimetre=length*0.01 centimetres=length*0.01 ft=foot*1 ' +
    'foot=foot*1 feet=foot*1 inch=inch*1 inches=inch*1 kg=mass*1 kilo=mass*1 kilos=mass*1 kilogram=mass*1 ' +
    'kilograms=mass*1 g=mass*0.001 gram=mass*0.001 grams=mass*0.001 tonne=mass*1000 tonnes=mass*1000 ton=ton*1 ' +
    'tons=ton*1 lb=pound*1 acre=acre*1 acres=acre*1 hectare=hectare*1 hectares=hectare*1 mph=mph*1 kmh=kmh*1 ' +
    'knots=knot*1 degree=degree*1 degrees=degree*1 celsius=degree*1 litre=litre*1 litres=litre*1 barrel=barrel*1 ' +
    'barrels=barrel*1 points=point*1 second=second*1 seconds=second*1 minute=second*60 minutes=second*60 ' +
    'min=second*60 mins=second*60 hour=second*3600 hours=second*3600 hr=second*3600 hrs=second*3600 day=day*1 ' +
    'days=day*1 week=day*7 weeks=day*7 month=month*1 months=month*1 year=month*12 years=month*12 yr=month*12 ' +
    'yrs=month*12 decade=month*120 decades=month*120 magnitude=magnitude*1',
  months:
    'january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 ' +
    'december=12 jan=1 feb=2 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12',
  weekdays: 'monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7',
  relative:
    'today, tonight, tomorrow, yesterday, this morning, this afternoon, this evening, last night, next week, next month, ' +
    'next year, last week, last month, last year, this week, this month, this year, this weekend, next weekend, ' +
    'last weekend, next spring, next summer, next autumn, next fall, next winter, last summer, last winter, ' +
    'last spring, last autumn, early next year, later this year, later this month, later this week, midnight, noon, ' +
    'midday, christmas, easter, new year, overnight, by christmas, the following day, the day before',
  am: 'am',
  pm: 'pm',
  clock: 'gmt bst et est edt pt pst utc cet cest hrs local',
  ageBefore: 'aged, age, age of, turns, turned, turning',
  ageAfter: 'year old, years old, yearold, year olds, years of age, yr old, yo',
  marks: 'the of and to a is are was for with on at by from after says that as it his her has have in',
  stop:
    'a an the and or but nor so yet of in on at to for from by with about into over after before between through during ' +
    'under against upon within without as than that this these those there here it its he she they them his her hers ' +
    'their theirs him we us our ours you your yours i me my mine who whom whose which what when where why how is are ' +
    'was were be been being am do does did done have has had having will would shall should can could may might must ' +
    'not no if then else because while whilst until since though although however also too very just only even still ' +
    'again once more most much many some any all both each few other another such own same up down out off ' +
    'one now ever never said says say saying whether per via amid amidst among amongst towards around along across ' +
    'behind beyond despite except like near onto past round s t re ve ll d m currently well so mr mrs ms dr sir',
  negation:
    'not no never none nobody nothing nowhere neither nor without cannot denies denied deny denying refuses refused ' +
    'refuse refusing fails failed fail lack lacks lacked hardly unable untrue baseless unfounded',
  negative:
    'miss misses missed missing lack lacks lacked lose loses lost stop stops stopped halt halts prevent prevents prevented avoid ' +
    'avoids avoided ban bans banned end ends ended cease reject rejects rejected false impossible unlikely yet barely rarely short rules ruled untrue',
  say:
    'say says said saying tell tells told claim claims claimed report reports reported reporting warn warns warned suggest ' +
    'suggests suggested insist insists insisted believe believes allege alleges alleged added',
  according: 'according to, citing, cited by, as reported by',
  sources:
    'report reports source sources study research survey poll polls exit poll official officials police lawyer lawyers ' +
    'family witness witnesses ministry minister media analyst analysts expert experts scientists researchers court ' +
    'spokesman spokeswoman spokesperson prosecutors authorities army military government un who us pm president ' +
    'insiders relatives friends union unions residents locals doctors hospital coroner inquest watchdog mps review ' +
    'inquiry projection projections opposition charity agency agencies aide aides rescuers firefighters organisers',
  hedges:
    'alleged, allegedly, allegation, allegations, reportedly, suspected, suspect, suspects, suspicion, accused, accuses, ' +
    'apparent, apparently, appears, appear, appeared, seems, seem, seemed, believed, thought to, said to, understood to, ' +
    'could, may, might, would, possible, possibly, potential, potentially, probable, probably, likely, unlikely, perhaps, ' +
    'maybe, presumed, presumably, rumoured, rumours, unconfirmed, claims, claimed, claim, purported, purportedly, ' +
    'supposedly, expected to, set to, due to, poised to, feared, fears, fear, estimated, unclear, so called, ' +
    'tentative, tentatively, provisional, considering, considers, consider, mulls, weighs, plans to, planning to, hopes to',
  hedgeFamilies:
    'alleged allegedly allegation allegations accused accuses / suspected suspect suspects suspicion / ' +
    'appear appears appeared apparent apparently seem seems seemed / ' +
    'could may might possible possibly potential potentially perhaps maybe / likely probable probably presumed presumably / ' +
    'expected set due poised plans planning hopes / fear fears feared / claim claims claimed / consider considers considering mulls weighs / ' +
    'rumoured rumours reportedly unconfirmed said understood believed thought',
  weakHedges:
    'would could may might claim claims claimed suspect suspects plans planning hopes considers consider considering mulls weighs due fears fear appear appears possible potential unclear',
  future: 'to will shall awaiting awaits facing faces',
  casualty:
    'dead death deaths die dies died dying kill kills killed killing killings fatal fatally fatality fatalities toll ' +
    'casualty casualties injure injured injures injuring injury injuries wounded wounding wounds hurt victim victims ' +
    'body bodies missing drown drowned drowns perish perished murdered murder murders slain lives survivors survivor survive survived ' +
    'hospitalised trapped stranded hostage hostages infected cases evacuated evacuate shot stabbed buried graves',
  antonyms: EN_ANTONYMS,
  events: EN_EVENTS,
  notices: [
    '^(?:correction|clarification|editor.?s. note|update)\\b',
    '\\b(?:this|an earlier version of this|a previous version of this) (?:article|story|report|piece|page|version)\\b.{0,60}\\b(?:was|has been|were|have been|misstated|incorrectly|said|stated|misidentified|gave|wrongly|misspelled|attributed)\\b',
    '\\b(?:was|has been) (?:amended|corrected|updated) (?:on|to|at)\\b',
    '\\bwe (?:regret|apologi[sz]e for) the error\\b',
    '\\b(?:corrects|corrected) (?:the )?(?:spelling|name|number|age|date|figure|headline)\\b',
    '\\bhas been retracted\\b|\\bwe have (?:removed|retracted|withdrawn)\\b',
  ],
  titles:
    'mr mrs ms miss dr sir dame lord lady prof professor president prime minister king queen prince princess pope judge ' +
    'justice senator sen rep gov governor mayor chancellor secretary general gen colonel col captain capt sergeant sgt ' +
    'detective inspector superintendent chief officer constable rabbi imam sheikh bishop archbishop father coach actor actress singer former ex late new senior acting deputy vice',
  endings: 'ations: ation: itions:it ition:it ions: ion: ies:y sses:ss ing: ed: s: ly:',
}
