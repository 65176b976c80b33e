#!lua flags=no-writes
-- One version and the anchor it needs.
-- KEYS  1 story  2 versions
-- ARGV  1 number, "" for the newest
-- Returns {blob, anchor's blob or false}, or false.
local number = ARGV[1]
if number == '' then number = redis.call('HGET', KEYS[1], 'number') end
local blob = number and redis.call('HGET', KEYS[2], number)
if not blob then return false end
local base = struct.unpack('>I4', blob, 2)
return {blob, base > 0 and redis.call('HGET', KEYS[2], tostring(base))}
