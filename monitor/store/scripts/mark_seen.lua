#!lua
-- Remember that a source showed these stories under these keys, without a new version. A new key lives briefly until
-- it is seen again: some sites make up a new guid at every poll.
-- KEYS  identity keys, then the story of each
-- ARGV  1 source  2 now, ms  3 lifetime of a new key, ms  4… story id, content hash and note of each: why what was
--       shown made no version, "" to leave the last note as it is
-- Returns nothing.
local count = #KEYS / 2
for i = 1, count do
  local story, hash, note = ARGV[1 + 3 * i], ARGV[2 + 3 * i], ARGV[3 + 3 * i]
  redis.call('HSET', KEYS[i], 'story', story, 'at', ARGV[2], 'f:' .. ARGV[1], hash)
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
  if redis.call('EXISTS', KEYS[count + i]) == 1 then
    redis.call('HSET', KEYS[count + i], 'shown', ARGV[2])
    if note ~= '' then redis.call('HSET', KEYS[count + i], 'note', note) end
  end
end
