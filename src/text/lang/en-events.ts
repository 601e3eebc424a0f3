import type { EventScale } from './table.ts'

/** Scales along which the events of the news move. Stages in order; phrases before single words win. */
export const EN_EVENTS: EventScale[] = [
  {
    name: 'justice',
    critical: true,
    stages: [
      'wanted, sought, hunted, on the run, manhunt, investigated, probed, questioned, quizzed',
      'held, arrested, arrest, arrests, detained, detains, detain, custody, seized by police, caught, captured, apprehended',
      'charged, charges, charge, indicted, indictment, indicts, sued, sues',
      'on trial, in court, stands trial, appears in court, face trial, faces trial, in the dock, court appearance, plead, pleads, pleaded, arraigned',
      'convicted, convicts, conviction, guilty, found guilty',
      'sentenced, jailed, imprisoned, jail, sentence, prison, life sentence',
      'acquitted, acquits, acquittal, cleared, clears, not guilty, exonerated, charges dropped, overturned, quashed, pardoned',
      'released, freed, frees, bailed, bail, walks free, set free',
    ],
  },
  {
    name: 'life',
    critical: true,
    stages: [
      'missing, disappeared, vanished, lost contact',
      'injured, hurt, wounded, injures, injuring, wounding, injury, injuries, critical condition, critically ill, fighting for life, coma, stable',
      'rescued, rescue, found alive, survives, survived, survive, saved, safe, recovers, recovering, alive',
      'dead, died, dies, die, killed, kills, death, deaths, found dead, fatal, fatally, perished, drowned, murdered, murder, slain, killing, passed away, fatality, fatalities, deadly',
    ],
  },
  {
    name: 'cause',
    critical: true,
    stages: [
      'shot, shoots, shooting, gunshot, gunfire, gunman, gunned',
      'stab, stabbed, stabbing, stabs, knife, knifed, knifeman',
      'bomb, bombing, bombed, explosion, blast, explosive, explosions, exploded',
      'crash, crashed, crashes, collision, derailed',
      'fire, blaze, arson, burned, burnt',
      'drowned, drowning, flood, floods',
      'suicide, killed himself, killed herself',
      'accident, accidental, accidentally',
      'natural causes, illness, cancer, heart attack, overdose',
      'strangled, beaten, poisoned, poisoning',
    ],
  },
  {
    name: 'health',
    stages: [
      'intensive care, life support',
      'hospital, hospitalised, taken ill',
      'discharged, leaves hospital, out of hospital',
    ],
  },
  {
    name: 'decision',
    critical: true,
    stages: [
      'propose, proposes, proposed, proposal, considers, considering, mulls, weighs, plans, planned, seeks, urges, calls for, demands, wants, asks, pushes for, drafts',
      'votes on, debates, debated, tabled, tables',
      'approve, approves, approved, approval, backs, backed, passes, passed, adopts, adopted, endorses, endorsed, ratified, sign, signs, signed, agrees, agreed, accept, accepts, accepted, upholds, upheld, confirms, green light, allows, allowed',
      'reject, rejects, rejected, rejection, blocks, blocked, veto, vetoes, vetoed, refuse, refuses, refused, denies, denied, votes down, voted down, defeats, defeated, throws out, thrown out, opposes, opposed, dismisses, dismissed, strikes down, struck down, turned down, ruled out, rules out',
      'scrap, scraps, scrapped, repeals, repealed, abandons, abandoned, u-turn, u-turns, u turn, u turns, drops, dropped, withdraws, withdrawn, withdrew, reverses, reversed, ditches, ditched, axes, axed, revokes, revoked, backtracks',
    ],
  },
  {
    name: 'deal',
    stages: [
      'talks, negotiations, negotiating, negotiates, in talks, discuss, discusses',
      'close to deal, nears, nearing, near deal, called, calls',
      'agree, agrees, agreed, agreement, reached, reaches, deal reached, strikes deal, seals, sealed, struck, clinches, settles, settled',
      'collapses, collapsed, breaks down, broken, breached, violated, violates, rejected, falls through, stalls, stalled, walks out, walk out, ended without',
    ],
  },
  {
    name: 'course',
    critical: true,
    stages: [
      'planned, plans, plan, prepares, prepare, announced, announce, scheduled, looms, looming, threatened, threatens, threaten, expected',
      'begin, begins, began, begun, start, starts, started, under way, underway, launches, launched, opens, opened, kicks off, gets under way, goes ahead, go ahead, resume, resumes, resumed, resuming, continues, continue, remains in place, remain in place, reopens, reopened',
      'suspended, suspends, suspend, halted, halts, halt, paused, pauses, postponed, postpones, postpone, delayed, delays, delay, disrupted, stalled, grounded, grounds',
      'cancelled, cancels, cancel, called off, calls off, averted, avoided, abandoned, scrapped, shelved',
      'ends, ended, end, finished, finishes, over, completed, concludes, concluded, lifted, lifts, stops, stopped, closed, closes, shut, shuts',
    ],
  },
  {
    name: 'office',
    critical: true,
    stages: [
      'faces calls, facing calls, urged to quit, under pressure, clings on, to face vote, pressure to resign',
      'stays on, survives, remains, stay on, refuses to quit, re-elected, re elected, re sign, re signs, re signed, reinstated',
      'resign, resigns, resigned, resignation, quit, quits, steps down, step down, stepped down, stepping down, stands down, stand down, stands aside, stand aside, stood down, departs, leaves post, retires, retired',
      'sacked, sacks, sack, fired, fires, ousted, ousts, dismissed, deposed, removed, suspended, expelled, impeached',
      'appointed, appoints, named as, elected, sworn in, inaugurated, chosen as, promoted, hired, takes over, nominated',
    ],
  },
  {
    name: 'contest',
    critical: true,
    stages: [
      'leads, leading, lead, ahead, on course, favourite, favourites, set for victory, in front',
      'win, wins, won, winning, victory, beat, beats, triumph, triumphs, champion, champions, crowned, secures, claims victory, clinches, winner',
      'lose, loses, lost, losing, defeat, defeated, defeats, beaten, knocked out, out of, crash out, crashes out, eliminated, relegated, concedes, conceded, exit',
      'draw, draws, drew, drawn, tie, tied, level, run off, stalemate, hung',
      'trails, trailing, behind',
    ],
  },
  {
    name: 'war',
    critical: true,
    stages: [
      'threatens, warns, masses, amasses, poised to invade, ready to attack, prepares to invade, brink of',
      'attack, attacks, attacked, invades, invaded, invasion, strikes, struck, shells, shelled, bombs, bombed, storms, stormed, storm, seizes, seized, captures, captured, takes, overruns, besieged',
      'retreats, retreat, withdraws, withdrawal, withdrew, pulls out, leaves, repelled, recaptured, retakes, retook, liberated, frees',
      'ceasefire, truce, surrender, surrenders, surrendered, peace deal, armistice',
    ],
  },
  {
    name: 'move',
    critical: true,
    stages: [
      'rise, rises, rose, risen, rising, up, climbs, climbed, climb, jumps, jumped, jump, gains, gained, soars, soared, surges, surged, surge, increase, increases, increased, grows, grew, growth, higher, rallies, rebounds',
      'fall, falls, fell, fallen, falling, down, drops, dropped, drop, dips, dipped, slumps, slumped, slump, plunges, plunged, tumbles, tumbled, sinks, slides, decrease, decreases, decreased, declines, declined, decline, lower, shrinks, shrank, slows, loses',
      'steady, flat, stable, unchanged, steadies, stabilises, stagnates, holds steady',
    ],
  },
  {
    name: 'rule',
    critical: true,
    stages: [
      'impose, imposes, imposed, introduces, introduced, enforced, tightens, tightened, tighten, bans, banned, ban, extends, extended, enters, enter, orders, ordered',
      'ease, eases, eased, relaxes, relaxed, relax, loosens, loosened',
      'lift, lifts, lifted, removes, removed, ends, ended, end, scraps, scrapped, exits, exit',
    ],
  },
  {
    name: 'answer',
    critical: true,
    stages: [
      'admit, admits, admitted, confess, confesses, confessed, confirms, confirmed, acknowledges, acknowledged, pleads guilty, pleaded guilty, concedes',
      'deny, denies, denied, dispute, disputes, disputed, pleads not guilty, pleaded not guilty, rejects claims, refutes',
      'no comment, declines to comment, silent, unconfirmed',
    ],
  },
  {
    name: 'kin',
    critical: true,
    stages: [
      'father, dad',
      'mother, mum',
      'son',
      'daughter',
      'brother',
      'sister',
      'husband',
      'wife',
      'uncle',
      'aunt',
      'nephew',
      'niece',
      'cousin',
      'grandfather',
      'grandmother',
      'grandson',
      'granddaughter',
      'partner, girlfriend, boyfriend',
      'stepfather, stepmother, stepson, stepdaughter',
      'neighbour',
      'colleague',
    ],
  },
  {
    name: 'service',
    stages: [
      'reopens, reopened, reopen, restored, restores, back online',
      'closed, closes, close, shut, shuts, shut down, evacuated, down',
    ],
  },
]
