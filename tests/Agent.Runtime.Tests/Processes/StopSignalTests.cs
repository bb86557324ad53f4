using Agent.Cri.Protocol;
using Agent.Runtime.Processes;

namespace Agent.Runtime.Tests.Processes;

public class StopSignalTests
{
    [Theory]
    [InlineData(Signal.RuntimeDefault, 15)]
    [InlineData(Signal.Sigterm, 15)]
    [InlineData(Signal.Sighup, 1)]
    [InlineData(Signal.Sigint, 2)]
    [InlineData(Signal.Sigkill, 9)]
    [InlineData(Signal.Sigusr1, 10)]
    [InlineData(Signal.Sigusr2, 12)]
    [InlineData(Signal.Sigchld, 17)]
    [InlineData(Signal.Sigwinch, 28)]
    [InlineData(Signal.Sigpoll, 29)]
    [InlineData(Signal.Sigsys, 31)]
    [InlineData(Signal.Sigrtmin, 34)]
    [InlineData(Signal.Sigrtminplus3, 37)]
    [InlineData(Signal.Sigrtmaxminus14, 50)]
    [InlineData(Signal.Sigrtmax, 64)]
    public void Number_OfASignal_IsLinuxs(Signal signal, int number) => Assert.Equal(number, StopSignal.Number(signal));

    [Fact]
    public void Number_EverySignalOfCri_IsKnown() =>
        Assert.All(Enum.GetValues<Signal>(), signal => Assert.InRange(StopSignal.Number(signal), 1, 64));

    [Fact]
    public void Number_Unknown_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => StopSignal.Number((Signal)999));
}
