// Each test starts processes; more at once than this only makes all of them slow.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
