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
  name_changed: 2.5,
  name_changed_loose: 1,
  name_spelling: 0.7,
  name_added: 0.8,
  name_removed: 0.8,
  roles_swapped: 4,
  quote_changed: 2,
  quote_added: 1,
  quote_removed: 1,
  attribution_changed: 2,
  attribution_changed_tail: 2,
  attribution_removed: 2.2,
  attribution_removed_tail: 2.5,
  attribution_added: 2,
  attribution_added_tail: 2,
  hedge_changed: 1,
  hedge_changed_weak: 0.8,
  hedge_removed: 2.5,
  hedge_removed_weak: 2,
  hedge_added: 2,
  hedge_added_weak: 1,
  antonym: 4,
  antonym_loose: 1.5,
  negation: 4,
  negation_loose: 1.5,
  event_moved: 4,
  event_moved_loose: 2,
  event_moved_mild: 2,
  event_moved_mild_loose: 1,
  event_realised: 2.5,
  event_unrealised: 2.5,
  headline_rewritten: 2,
  headline_reworded: 1,
}

/** From these points on a change has the severity. */
export const SEVERITY_FROM = { critical: 4, major: 2, minor: 0.5 } as const

/** A count of dead, injured or missing people weighs more by this. */
export const CASUALTY_POINTS = 1.5
