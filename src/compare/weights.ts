/**
 * Points by rule: 1 is a detail, from 2 on editors are told, from 4 on it is critical. Calibrated on labelled edits
 * (bench `changes`); an operator may raise, lower or mute any of them by rule, kind or field.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
  number_changed: 3,
  number_bound: 4,
  number_refined: 1,
  number_added: 1,
  number_removed: 1,
  age_changed: 2.5,
  age_refined: 1,
  age_added: 1,
  age_removed: 1,
  money_changed: 3,
  money_refined: 1,
  money_added: 1,
  money_removed: 1,
  date_changed: 2.5,
  date_refined: 1,
  date_added: 1,
  date_removed: 1,
  headline_rewritten: 2,
  headline_reworded: 1,
}

/** From these points on a change has the severity. */
export const SEVERITY_FROM = { critical: 4, major: 2, minor: 0.5 } as const

/** A count of dead, injured or missing people weighs more by this. */
export const CASUALTY_POINTS = 1.5
