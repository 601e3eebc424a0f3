/** First names and their short forms, one family a line: a change within a family is no change of person. */
const FAMILIES = `
robert bob rob bobby robbie|william bill will billy willie|joseph joe joey|james jim jimmy jamie|michael mike mick mickey|thomas tom tommy|david dave
richard dick rick ricky rich|elizabeth liz lizzie beth betty eliza|katherine kate kathy katie catherine cathy kat|anthony tony|edward ed ted eddie
benjamin ben benny|samuel sam sammy|samantha sam|daniel dan danny|stephen steven steve|christopher chris|christine chris|alexander alex alexandra sandy
nicholas nick nicolas|matthew matt|jonathan jon|andrew andy drew|gregory greg|jeffrey jeff geoffrey geoff|megan meg|susan sue susie|rebecca becky
patrick pat paddy|patricia pat patty trish|kenneth ken kenny|ronald ron ronnie|donald don donny|lawrence larry laurence|henry harry hank|john jack johnny
margaret maggie meg peggy|charles charlie chuck|francis frank frankie|frederick fred freddie|gerald gerry jerry|leonard len lenny|peter pete|philip phil
raymond ray|timothy tim|vincent vince|walter walt|jennifer jen jenny|jessica jess|kimberly kim|victoria vicky tori|abigail abby|deborah debbie deb|theodore ted theo`

let index: Map<string, string[]> | undefined

/** Whether two first names may be one person's. */
export function sameFirstName(one: string, other: string): boolean {
  index ??= compile()
  return (index.get(one) ?? []).some((family) => index?.get(other)?.includes(family))
}

function compile(): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const line of FAMILIES.trim().split(/[|\n]/)) {
    const names = line.trim().split(' ')
    for (const name of names) map.set(name, [...(map.get(name) ?? []), names[0] ?? ''])
  }
  return map
}
