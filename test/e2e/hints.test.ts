import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

test('an edit that is told brings the other article of its story forward, and not what is none', async () => {
  stet = await openStet({ cadence: { min_minutes: 1 } })
  const { newsroom, database, desk, command } = stet
  const collision = (headline: string) => ({ ...storyOf('ferry'), headline })
  newsroom.stories.set('/1', collision('Ferry collision off Sandholm kills 12'))
  newsroom.stories.set('/2', collision('Ferry collision off Sandholm: what we know'))
  newsroom.stories.set('/3', storyOf('storm'))
  await stet.watch(['/1', '/2', '/3'])
  await database.pool.query(`update articles set tags = '{sea}'`)
  await stet.start()
  await stet.checked(1)
  await database.pool.query(
    `update articles set next_check_at = now() + interval '5 hours', last_checked_at = now() - interval '1 hour'`,
  )
  newsroom.stories.set('/1', collision('Ferry collision off Sandholm kills 21'))
  expect((await command('schedule', '1', '--now')).code).toBe(0)
  await until('the edit is told', () => desk.received.length > 0)
  await until('the sibling is brought forward', async () => {
    const { rows } = await database.pool.query(`select 1 from articles where pulled->>'hint' = 'sibling'`)
    return rows.length > 0
  })
  const { rows } = await database.pool.query<{ id: string; soon: boolean }>(
    `select id, next_check_at between now() + interval '4 minutes' and now() + interval '11 minutes' as soon
     from articles where id in (2, 3) order by id`,
  )
  expect(rows).toEqual([
    { id: '2', soon: true },
    { id: '3', soon: false },
  ])
  expect((await command('schedule', '2')).stdout).toMatch(
    /brought forward: another article of the story was edited \(article 1\) at \d\d:\d\d UTC; by its cadence/,
  )
  expect((await command('schedule', '3')).stdout).not.toContain('another article')
})
