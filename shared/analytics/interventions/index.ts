export { interventionQueue, type Queue, type QueueInput } from './queue.ts'
export { queuePage, queuePositions } from './list.ts'
export { drawHoldOut, measureDraw } from './measure.ts'
