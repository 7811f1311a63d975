import { settled } from '../model/subsidy.ts'
import type { Path } from '../model/paths.ts'
import { changeAll, useWhatIf } from '../store.ts'

/**
 * Changes the ladder. Where the redemption that the scenario states cannot be reached on the new one, the habit that it
 * stood for is kept instead: the same share of holders redeems, and the redemption follows.
 */
export function changeLadder(changes: readonly (readonly [Path, unknown])[]): void {
  const { scenario, locked } = useWhatIf.getState()
  changeAll(changes)
  if (locked || useWhatIf.getState().problem?.path !== 'offer.redemption') return
  const { offer } = settled(scenario)
  if (offer === undefined) return
  changeAll([
    ...changes,
    [['offer', 'mode'], 'habit'],
    [['offer', 'redemption'], undefined],
    [['offer', 'redeemShare'], offer.redeemShare],
    ...(offer.lift ? [[['offer', 'lift', 'maximum'], offer.lift.maximum] as const] : []),
  ])
}
