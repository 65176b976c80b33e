#!lua
-- Commit one version of a story, or only its changed head: compare-and-set on (number, content hash).
-- Version blob, head, identity keys, sketch, index, alerts, outbox and journal change together or not at all,
-- and a second run with the same arguments changes nothing.
-- KEYS  1 story  2 versions  3 recent  4 sketches  5 overlong  6 outbox  7 journal  8 alerts
--       9… identity keys, then one key per alert
-- ARGV  1 story id  2 expected number  3 expected hash  4 new number, "" for the head alone  5 new hash  6 head
--       7 blob  8 anchor  9 version seen, ms  10 sketch  11 source  12 now, ms  13 lifetime of identity keys, ms
--       14 versions kept  15 kinds  16 count of identity keys  17 count of alerts  18 count of other owners
--       19 content hash that the source showed (another than 5 where an entry was joined with its page's text)
--       20… other owners whose keys may be taken over, then id, created (ms) and blob of each alert
-- Returns OK, SAME, CONFLICT or MOVED.
local id, number, hash = ARGV[1], ARGV[4], ARGV[5]
local keys, alerts, owners = tonumber(ARGV[16]), tonumber(ARGV[17]), tonumber(ARGV[18])

-- After SAME (a retry, perhaps a late one) only what is missing is added.
local function remember(mine_only)
  for i = 9, 8 + keys do
    local owner = redis.call('HGET', KEYS[i], 'story')
    if not mine_only or not owner or owner == id then
      redis.call('HSET', KEYS[i], 'story', id, 'at', ARGV[12])
      redis.call(mine_only and 'HSETNX' or 'HSET', KEYS[i], 'f:' .. ARGV[11], ARGV[19])
      redis.call('PEXPIRE', KEYS[i], ARGV[13])
    end
  end
end

if number ~= '' and redis.call('HGET', KEYS[2], 'c' .. number) == hash then
  remember(true)
  return 'SAME'
end
local now = redis.call('HMGET', KEYS[1], 'number', 'hash', 'head')
if (now[1] or '0') ~= ARGV[2] or (now[2] or '') ~= ARGV[3] then return 'CONFLICT' end

local allowed = {[id] = true}
for i = 20, 19 + owners do allowed[ARGV[i]] = true end
for i = 9, 8 + keys do
  local owner = redis.call('HGET', KEYS[i], 'story')
  if owner and not allowed[owner] then return 'MOVED' end
end

remember(false)
redis.call('HSET', KEYS[1], 'shown', ARGV[12])
local told = 0
for i = 1, alerts do
  local at = 20 + owners + (i - 1) * 3
  if redis.call('HSETNX', KEYS[8 + keys + i], 'alert', ARGV[at + 2]) == 1 then
    redis.call('ZADD', KEYS[8], ARGV[at + 1], ARGV[at])
    redis.call('XADD', KEYS[6], '*', 'alert', ARGV[at + 2])
    told = told + 1
  end
end
if number == '' then
  if now[3] == ARGV[6] and told == 0 then return 'SAME' end
  redis.call('HSET', KEYS[1], 'head', ARGV[6])
  return 'OK'
end
redis.call('HSET', KEYS[1], 'head', ARGV[6], 'number', number, 'hash', hash, 'anchor', ARGV[8])
redis.call('HSET', KEYS[2], number, ARGV[7], 'c' .. number, hash)
redis.call('ZADD', KEYS[3], ARGV[9], id)
redis.call('HSET', KEYS[4], id, ARGV[10])
if tonumber(number) > tonumber(ARGV[14]) then redis.call('SADD', KEYS[5], id) end
redis.call('XADD', KEYS[7], '*', 'story', id, 'version', number, 'kinds', ARGV[15], 'alerts', alerts)
return 'OK'
