#!lua flags=no-writes
-- A story as a decision needs it: its head, its newest version with the anchor that one needs, who is in its cluster.
-- KEYS  1 story  2 versions  3 cluster
-- Returns {head, blob, anchor's blob or false, ids of those that follow it}, or false.
local known = redis.call('HMGET', KEYS[1], 'head', 'number')
local blob = known[1] and known[2] and redis.call('HGET', KEYS[2], known[2])
if not blob then return false end
local base = struct.unpack('>I4', blob, 2)
return {known[1], blob, base > 0 and redis.call('HGET', KEYS[2], tostring(base)), redis.call('SMEMBERS', KEYS[3])}
