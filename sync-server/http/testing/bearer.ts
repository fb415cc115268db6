/** What the fake engine's first till sends to be known. */
export const AS_TILL = { authorization: 'Bearer good-token' } as const;
