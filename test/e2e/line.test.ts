import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

async function setup(paths: string[], settings = {}): Promise<Stet> {
  stet = await openStet(settings)
  for (const path of paths) stet.newsroom.stories.set(path, storyOf(path.slice(1)))
  await stet.watch(paths)
  return stet
}

async function versions({ database }: Stet): Promise<Array<{ no: number; technical: boolean; headline: string }>> {
  const { rows } = await database.pool.query('select no, technical, headline from versions order by article_id, no')
  return rows
}

test('first sight makes version 1 and tells nobody', async () => {
  const { checked, desk, start, ...rest } = await setup(['/flood'])
  await start()
  await checked(1)
  expect(await versions({ checked, desk, start, ...rest })).toMatchObject([{ no: 1, technical: false }])
  expect(desk.received).toEqual([])
})

test('a changed headline and a changed figure reach the desk, signed, with old and new', async () => {
  const stet = await setup(['/flood', '/storm'])
  await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  stet.newsroom.stories.set('/storm', {
    ...storyOf('storm'),
    headline: 'storm: council rejects flood wall for Port Quay',
  })
  await stet.makeDue()
  await until('two alerts', () => stet.desk.received.length === 2)
  const told = (path: string) => stet.desk.received.find(({ event }) => event.data.article.url.endsWith(path))?.event
  expect(told('/flood')?.type).toBe('article.changed')
  expect(told('/flood')?.data.changes).toContainEqual(expect.objectContaining({ field: 'body', old: '12', new: '21' }))
  expect(told('/storm')?.data.changes).toContainEqual(expect.objectContaining({ field: 'headline' }))
  expect(stet.desk.refused).toBe(0)
})

test('pages that differ in furniture alone, and honest 304s, store nothing', async () => {
  const stet = await setup(['/flood'])
  await stet.start()
  await stet.checked(1)
  await stet.makeDue()
  await stet.checked(2)
  stet.newsroom.validators = true
  await stet.makeDue()
  await stet.checked(3)
  await stet.makeDue()
  await stet.checked(4)
  expect(stet.newsroom.hits.at(-1)).toMatchObject({ conditional: true, status: 304 })
  expect(await versions(stet)).toHaveLength(1)
  const { rows } = await stet.database.pool.query('select outcome, status from checks order by no')
  expect(rows).toMatchObject([
    { outcome: 'new_version', status: 200 },
    { outcome: 'unchanged', status: 200 },
    { outcome: 'unchanged', status: 200 },
    { outcome: 'unchanged', status: 304 },
  ])
  expect(stet.desk.received).toEqual([])
})

test('a change that is taken back is told twice: A to B, and B to A', async () => {
  const stet = await setup(['/flood'])
  await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await until('the change', () => stet.desk.received.length === 1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 12))
  await stet.makeDue()
  await until('the way back', () => stet.desk.received.length === 2)
  expect(stet.desk.received[1]?.event.data.changes).toContainEqual(expect.objectContaining({ old: '21', new: '12' }))
  expect(await versions(stet)).toHaveLength(3)
})

test('another extractor raises no alert over 100 articles, and a real edit in the same check does', async () => {
  const paths = Array.from({ length: 100 }, (_, n) => `/s${n}`)
  const stet = await setup(paths)
  await stet.start()
  await stet.checked(1)
  // As if an earlier release had made all these versions, and had taken a line of furniture for a paragraph.
  await stet.database.pool.query(
    `update versions set extractor = 'older', content_hash = 'older',
     content = jsonb_set(content, '{blocks,0}', '{"kind": "paragraph", "text": "Tickets for 2 from 9.50 at the quay"}')`,
  )
  stet.newsroom.stories.set('/s42', storyOf('s42', 21))
  await stet.makeDue()
  await stet.checked(2)
  await until('the one alert', () => stet.desk.received.length === 1)
  expect(stet.desk.received[0]?.event.data.article.url).toMatch(/\/s42$/)
  expect(stet.desk.received[0]?.event.data.line).toContain('12 to 21')
  const { rows } = await stet.database.pool.query<{ technical: string; own: string }>(
    `select count(*) filter (where technical) as technical, count(*) filter (where not technical and no > 1) as own
   from versions`,
  )
  expect(rows[0]).toEqual({ technical: '100', own: '1' })
})
