using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

public sealed class HostThreadsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HostThreads _threads = new(limit: 2);
    private readonly ManualResetEventSlim _release = new();
    private readonly CancellationTokenSource _deadline = new();

    public void Dispose()
    {
        _release.Set();
        _threads.Dispose();
        _deadline.Dispose();
        _release.Dispose();
    }

    [Fact]
    public async Task Run_GivenUpAndStillHanging_FurtherCallsOnThePathFailAtOnceAndOthersGoOn()
    {
        await HangAsync("/net");

        for (var i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<IOException>(() => _threads.Run("/net", () => 1, CancellationToken.None).WaitAsync(Limit));
            Assert.Contains("/net", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, await _threads.Run("/disk", () => 2, CancellationToken.None).WaitAsync(Limit));
    }

    [Fact]
    public async Task Run_HungCallReturned_ThePathIsTriedAgain()
    {
        await HangAsync("/net");
        _release.Set();

        var deadline = DateTime.UtcNow + Limit;
        while (true)
        {
            try
            {
                Assert.Equal(1, await _threads.Run("/net", () => 1, CancellationToken.None).WaitAsync(Limit));
                return;
            }
            catch (IOException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(10);
            }
        }
    }

    [Fact]
    public async Task Run_MorePathsHangThanThereAreThreads_OthersGoOn()
    {
        for (var n = 0; n < 5; n++)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var deadline = new CancellationTokenSource();
            var call = _threads.Run(
                "/net" + n,
                () =>
                {
                    begun.SetResult();
                    _release.Wait();
                },
                deadline.Token);
            await begun.Task.WaitAsync(Limit);
            await deadline.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.Equal(2, await _threads.Run("/disk", () => 2, CancellationToken.None).WaitAsync(Limit));
    }

    private async Task HangAsync(string path)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = _threads.Run(
            path,
            () =>
            {
                begun.SetResult();
                _release.Wait();
            },
            _deadline.Token);
        await begun.Task.WaitAsync(Limit);
        await _deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
