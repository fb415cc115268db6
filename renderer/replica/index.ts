export { type OpenOptions, openReplica } from './open.ts';
export type {
  BookingQuery,
  Connection,
  EnrolledIdentity,
  Fault,
  Fullness,
  RefusedWrite,
  Replica,
} from './types.ts';
