import { createContext } from 'react'

/** Whether what is inside can be pinned and printed. What is about one customer cannot: it carries the name. */
export const Pinnable = createContext(true)
