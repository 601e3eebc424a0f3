import { z } from 'zod'

/** Words that are tags of articles, for watchlists and commands alike. */
export const tag = z.string().trim().min(1).max(100)

const pattern = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[*/h]/, 'must begin with *, with / for a path, or be a whole URL; * is any run of characters')

/** What an operator may want of a source, with the defaults; the ledger keeps it as it is read here. */
export const sourceSettings = z.strictObject({
  /** Track what it names anew; else it only hints at articles that are tracked. */
  track: z.boolean().default(false),
  tags: z.array(tag).default([]),
  priority: z.number().positive().max(1000).default(1),
  /** Articles tracked from it in a day, and at first sight. */
  limit: z.int().min(1).max(10_000).default(50),
  include: z.array(pattern).max(100).default([]),
  exclude: z.array(pattern).max(100).default([]),
})
