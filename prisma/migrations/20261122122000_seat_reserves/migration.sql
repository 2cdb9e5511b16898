-- AlterTable
ALTER TABLE "quota_accounts" ADD COLUMN     "reserve_reason" TEXT,
ADD COLUMN     "reserved" INTEGER NOT NULL DEFAULT 0;

-- What is kept on purpose is neither handed down nor given up before it is released.
ALTER TABLE quota_accounts
  ADD CONSTRAINT quota_accounts_reserve_free CHECK (handed_down + carded + reserved <= granted),
  ADD CONSTRAINT quota_accounts_reserve_reason CHECK (reserved >= 0 AND (reserved > 0) = (reserve_reason IS NOT NULL));
