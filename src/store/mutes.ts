import type { Pool } from 'pg'
import { toJson } from './json.ts'

export interface StoredMute {
  id: string
  mute: unknown
  createdAt: string
}

/** Stores what is to be silent; the same again is one mute. Returns its id. */
export async function addMute(pool: Pool, mute: unknown): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with known as (select id from mutes where mute = $1::jsonb limit 1),
       added as (insert into mutes (mute) select $1::jsonb where not exists (select 1 from known) returning id)
     select id from known union all select id from added`,
    [toJson(mute)],
  )
  return rows[0]?.id ?? ''
}

/** All mutes, oldest first; those that ended stay listed until they are removed. */
export async function listMutes(pool: Pool): Promise<StoredMute[]> {
  const { rows } = await pool.query<{ id: string; mute: unknown; created_at: Date }>(
    'select id, mute, created_at from mutes order by id',
  )
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() }))
}

/** False when there is none of this id. */
export async function removeMute(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from mutes where id = $1', [id])
  return rowCount === 1
}
