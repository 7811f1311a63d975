import { workerData } from 'node:worker_threads'
import { FeatureShare } from '../../shared/analytics/learn/boosting/index.ts'
import { BoostChannel, COMMAND, type BoostOrder } from './boostChannel.ts'

const { data, member, nMembers, memory } = workerData as BoostOrder
const channel = new BoostChannel(memory)

try {
  serve()
} catch (thrown) {
  channel.fail(thrown instanceof Error ? thrown.message : String(thrown))
}

function serve(): void {
  const share = new FeatureShare(data, member, nMembers, () => channel.beat())
  let sequence = 0
  for (;;) {
    const next = channel.receive(sequence)
    sequence = next.sequence
    if (next.command === COMMAND.stop) return
    if (next.command === COMMAND.beginTree) share.beginTree()
    else share.run(channel.readTask()).forEach((split, leaf) => channel.writeSplit(member, leaf, split))
    channel.done()
  }
}
