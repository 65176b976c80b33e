#!lua
-- Remember of a story why what was shown of it last made no version.
-- KEYS  1 story
-- ARGV  1 note
-- Returns 1, or 0 when the story is gone.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'note', ARGV[1])
return 1
