/** Gives `byteLength` zeroed bytes. Threads that train together need memory that all of them see. */
export type Allocate = (byteLength: number) => ArrayBufferLike

/** Memory of this thread alone. */
export const ownMemory: Allocate = (byteLength) => new ArrayBuffer(byteLength)

/** Memory that other threads can be handed. */
export const sharedMemory: Allocate = (byteLength) => new SharedArrayBuffer(byteLength)
