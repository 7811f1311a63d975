import type { ReadableProject, WritableProject } from '../project.ts'

/** A drawn list without its members. */
export interface Draw {
  readonly id: number
  readonly name: string
  readonly drawnAtMs: number
  readonly asOfDay: number
  readonly kind: string
  readonly channel: string
  readonly holdOutShare: number
  readonly seed: number
  readonly engineVersion: string
  readonly plan: string
}

/** A drawn list with customer ids (1, 2, ...) by arm. */
export interface DrawWithMembers extends Draw {
  readonly treated: Uint32Array
  readonly heldOut: Uint32Array
}

/** Remembers a drawing; both arms or nothing. No data changed, so the revision stays. Answers its id. */
export function saveDraw(
  project: WritableProject,
  draw: Omit<Draw, 'id'>,
  customerId: Uint32Array,
  heldOut: Uint8Array,
): number {
  return project.note((database) => {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO intervention_draws(
           name, drawn_at_ms, as_of_day, kind, channel, hold_out_share, seed, engine_version, plan)
         VALUES (@name, @drawnAtMs, @asOfDay, @kind, @channel, @holdOutShare, @seed, @engineVersion, @plan)`,
      )
      .run(draw)
    const id = Number(lastInsertRowid)
    const insert = database.prepare(
      'INSERT INTO intervention_members(draw_id, customer_id, held_out) VALUES (?, ?, ?)',
    )
    customerId.forEach((customer, i) => insert.run(id, customer, heldOut[i]))
    return id
  })
}

/** Every drawing with its members, newest first. */
export function readDraws(project: ReadableProject): DrawWithMembers[] {
  return project.read((database) => {
    const draws = database
      .prepare<[], Draw>(
        `SELECT id, name, drawn_at_ms AS drawnAtMs, as_of_day AS asOfDay, kind, channel,
           hold_out_share AS holdOutShare, seed, engine_version AS engineVersion, plan
         FROM intervention_draws ORDER BY id DESC`,
      )
      .all()
    const members = database
      .prepare<[number, number], number>(
        'SELECT customer_id FROM intervention_members WHERE draw_id = ? AND held_out = ? ORDER BY customer_id',
      )
      .pluck()
    return draws.map((draw) => ({
      ...draw,
      treated: Uint32Array.from(members.all(draw.id, 0)),
      heldOut: Uint32Array.from(members.all(draw.id, 1)),
    }))
  })
}

/** Forgets a drawing. */
export function deleteDraw(project: WritableProject, id: number): void {
  project.note((database) => {
    database.prepare('DELETE FROM intervention_members WHERE draw_id = ?').run(id)
    database.prepare('DELETE FROM intervention_draws WHERE id = ?').run(id)
  })
}
