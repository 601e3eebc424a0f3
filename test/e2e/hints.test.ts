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

test('an edit that a cache hid from the check that a hint brought forward is found by a second look, and there is no third', async () => {
  stet = await openStet({ cadence: { min_minutes: 0.001 } })
  const { newsroom, database, desk, command } = stet
  newsroom.stories.set('/flood', storyOf('flood'))
  newsroom.validators = true
  await stet.watch(['/flood'])
  const worker = await stet.start()
  await stet.checked(1)
  const later = `update articles set next_check_at = now() + interval '5 hours'`
  await database.pool.query(later)
  expect((await command('schedule', '1', '--now')).code).toBe(0)
  await stet.checked(2)
  const secondLook = async () => {
    const { rows } = await database.pool.query<{ in_s: number }>(
      `select extract(epoch from next_check_at - now())::float8 as in_s from articles where (pulled->>'second')::boolean`,
    )
    return rows[0]?.in_s ?? Number.POSITIVE_INFINITY
  }
  await until('a second look is planned', async () => (await secondLook()) < 136)
  expect(await secondLook()).toBeGreaterThan(60)
  expect((await command('schedule', '1')).stdout).toMatch(
    /brought forward: once more, for the page had not changed yet: an editor asked at \d\d:\d\d UTC/,
  )
  newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await until('the edit is told', () => desk.received.length > 0)
  // The second look asks for the page as if for the first time, past what caches hold.
  expect(newsroom.hits.map(({ conditional }) => conditional)).toEqual([false, true, false])
  await database.pool.query(later)
  const http = worker.lines.find((line) => line['msg'] === 'stet is running')?.['http']
  const metrics = await (await fetch(`${http}/metrics`)).text()
  expect(metrics).toMatch(/stet_hints_total\{hint="editor",result="pulled"\} 1\n/)
  expect(metrics).toMatch(/stet_hints_total\{hint="editor",result="second_look"\} 1\n/)
  await stet.makeDue()
  await stet.checked(4)
  const { rows } = await database.pool.query(
    `select (check_no - (pulled->>'after')::int)::int as looks, next_check_at > now() + interval '3 minutes' as left_alone from articles`,
  )
  expect(rows).toEqual([{ looks: 2, left_alone: true }])
})
