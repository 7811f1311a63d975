import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type ScenarioHandlers = Pick<
  Handlers,
  'scenarios.list' | 'scenarios.save' | 'scenarios.signOff' | 'scenarios.remove'
>

/** `scenarios.*` of the open project. Writing waits for other changes to end. */
export function scenarioHandlers({ clock, project, threads, turns }: Parts): ScenarioHandlers {
  const at = () => ({ path: project.needed().path, nowMs: clock.nowMs() })
  return {
    'scenarios.list': async () => threads.project.call('scenarios', at()),
    'scenarios.save': async (saved) =>
      turns.change(async () => threads.project.call('saveScenario', { ...at(), saved })),
    'scenarios.signOff': async (signed) =>
      turns.change(async () => threads.project.call('signScenario', { ...at(), signed })),
    'scenarios.remove': async ({ id }) =>
      turns.change(async () => threads.project.call('removeScenario', { ...at(), id })),
  }
}
