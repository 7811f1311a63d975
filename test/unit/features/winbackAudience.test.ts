import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useSession } from '../../../src-renderer/app/session.ts'
import {
  adopted,
  isOfOpenProject,
  isStale,
  projectMark,
} from '../../../src-renderer/features/winback/project/audience.ts'
import { SAMPLE_PROJECT } from '../../support/fakeClient.ts'

const open = (project: typeof SAMPLE_PROJECT | null) => useSession.setState({ project })

describe('the data that a plan stands on', () => {
  beforeEach(() => open(SAMPLE_PROJECT))
  afterEach(() => open(null))

  it('are the same after another name or a saved scheme, others after an import, and again the same after its undo', () => {
    const mark = projectMark()
    open({ ...SAMPLE_PROJECT, name: 'Another name', revision: SAMPLE_PROJECT.revision + 4 })
    expect(isStale(mark)).toBe(false)
    open({ ...SAMPLE_PROJECT, nContacts: SAMPLE_PROJECT.nContacts + 1, nImports: 7, revision: 12 })
    expect(isStale(mark)).toBe(true)
    expect(isOfOpenProject(mark)).toBe(true)
    open({ ...SAMPLE_PROJECT, revision: 13 })
    expect(isStale(mark)).toBe(false)
    expect(isStale(null)).toBe(false)
  })

  it('belong to one project; a copy that keeps the plan adopts it', () => {
    const mark = projectMark()
    open({ ...SAMPLE_PROJECT, projectId: 'a-copy' })
    expect(isOfOpenProject(mark)).toBe(false)
    expect(isOfOpenProject(adopted(mark))).toBe(true)
    expect(isStale(adopted(mark))).toBe(false)
    expect(adopted(null)).toBeNull()
  })
})
