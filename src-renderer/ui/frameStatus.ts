import { createContext, type ReactNode } from 'react'

/** Words of a running job; they stand in the status line of whatever page is open. */
export const FrameStatus = createContext<ReactNode>(null)
