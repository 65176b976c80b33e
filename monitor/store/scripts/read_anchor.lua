#!lua flags=no-writes
-- The whole version that the next delta is to be made against.
-- KEYS  1 story  2 versions
-- Returns {number, blob}, or false when there is none.
local number = redis.call('HGET', KEYS[1], 'anchor')
local blob = number and redis.call('HGET', KEYS[2], number)
return blob and {number, blob}
