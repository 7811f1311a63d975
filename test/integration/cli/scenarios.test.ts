import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withSession } from '../../../src-main/cli/session.ts'
import { createProject } from '../../../src-main/project/project.ts'
import { FIVE_NUMBERS } from '../../support/storyData.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const folder = temporaryFolder('scenarios')
const project = join(folder, 'plans.huiliu')
createProject(project, { name: 'plans', currency: 'CNY', timeZone: 'Asia/Shanghai' }, 1).close()

const state = { origin: { kind: 'file', name: 'x' }, base: FIVE_NUMBERS, input: FIVE_NUMBERS, audience: null }

it('saved scenarios are kept, told apart by version, locked when signed off, and removed', async () => {
  await withSession(async (session) => {
    const { revision } = await session.openProject(project)
    const call: typeof session.call = (...asked) => session.call(...asked)
    const [made] = await call('scenarios.save', { id: null, version: 0, name: 'A', state })
    expect(made).toMatchObject({ name: 'A', version: 1, state, signedBy: null, signedAtMs: null })
    const id = made!.id
    const list = await call('scenarios.save', { id: null, version: 0, name: 'B', state })
    expect(list.map(({ name }) => name)).toEqual(['B', 'A'])
    await expect(call('scenarios.save', { id: null, version: 0, name: 'B', state })).rejects.toMatchObject({
      code: 'scenario-name-taken',
      detail: { name: 'B' },
    })
    await call('scenarios.save', { id, version: 1, name: 'A2', state })
    await expect(call('scenarios.save', { id, version: 1, name: 'A3', state })).rejects.toMatchObject({
      code: 'scenario-changed',
    })
    const signed = await call('scenarios.signOff', { id, version: 2, by: 'Li' })
    expect(signed.find((one) => one.id === id)).toMatchObject({ signedBy: 'Li', name: 'A2', version: 3 })
    for (const change of [
      call('scenarios.save', { id, version: 3, name: 'A4', state }),
      call('scenarios.signOff', { id, version: 3, by: 'Wang' }),
      call('scenarios.remove', { id }),
    ]) {
      await expect(change).rejects.toMatchObject({ code: 'scenario-signed', detail: { name: 'A2' } })
    }
    const b = signed.find(({ name }) => name === 'B')!
    expect((await call('scenarios.remove', { id: b.id })).map(({ name }) => name)).toEqual(['A2'])
    await expect(call('scenarios.remove', { id: b.id })).rejects.toMatchObject({ code: 'scenario-gone' })
    expect((await call('project.current', {}))?.revision).toBe(revision)
  })
})
