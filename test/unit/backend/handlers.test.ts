import { describe, expect, it } from 'vitest'
import { mergeHandlers } from '../../../src-main/backend/backend.ts'
import { someHandlers } from '../../support/handlers.ts'

describe('the table of handlers', () => {
  it('must be complete', () => {
    expect(() => mergeHandlers([{ 'app.info': async () => null as never }])).toThrow(
      'no handler of settings.get',
    )
  })

  it('must have one handler a method', () => {
    const all = someHandlers({})
    expect(() => mergeHandlers([all, { 'app.info': all['app.info'] }])).toThrow('second handler of app.info')
    expect(Object.keys(mergeHandlers([all]))).toHaveLength(Object.keys(all).length)
  })
})
