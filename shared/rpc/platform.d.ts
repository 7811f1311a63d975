// TextEncoder, TextDecoder and AbortSignal exist in Node and in every browser but in no ECMAScript library.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes: Uint8Array | ArrayBuffer, options?: { stream?: boolean }): string
}
declare const performance: { now(): number }
declare function setTimeout(action: () => void, delayMs: number): PlatformTimer
declare function clearTimeout(timer: PlatformTimer): void
interface PlatformTimer {
  readonly [Symbol.toPrimitive]?: unknown
}
