using Agent.Runtime.Processes;

namespace Agent.Runtime.Tests.Processes;

public class ExitStatusTests
{
    [Theory]
    [InlineData(0x0000, 0)]
    [InlineData(0x0300, 3)]
    [InlineData(0xFF00, 255)]
    [InlineData(0x0009, 137)]
    [InlineData(0x000F, 143)]
    [InlineData(0x008B, 139)]
    public void FromWaitStatus_ExitOrSignal_IsTheCodeShellsShow(int status, int code) =>
        Assert.Equal(new ExitStatus(code, default, true), ExitStatus.FromWaitStatus(status, default));
}
