import { decodeFrame } from '../../shared/rpc/codec.ts'
import type { Wire } from '../../shared/rpc/wire.ts'

/** What crossed a wire, in order, as seen by one end: direction, bytes and the decoded message. */
export interface Transcript {
  readonly lines: string[]
}

/** A wire that writes down every frame that passes. */
export function recorded(wire: Wire, transcript: Transcript): Wire {
  const note = (direction: '>' | '<', frame: ArrayBuffer): void => {
    const text = JSON.stringify(decodeFrame(frame), (_key, value: unknown) => readable(value))
    transcript.lines.push(`${direction} ${frame.byteLength} ${text}`)
  }
  return {
    send: (frame) => {
      note('>', frame)
      wire.send(frame)
    },
    onFrame: (listener) =>
      wire.onFrame((frame) => {
        note('<', frame)
        listener(frame)
      }),
    onClose: (listener) =>
      wire.onClose(() => {
        transcript.lines.push('closed')
        listener()
      }),
    close: () => wire.close(),
  }
}

function readable(value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value
  const column = value as Float64Array
  return `${column.constructor.name}[${Array.from(column, String).join(' ')}]`
}
