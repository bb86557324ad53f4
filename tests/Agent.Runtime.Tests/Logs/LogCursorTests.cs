using Agent.Runtime.Logs;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Logs;

public class LogCursorTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        using var file = File.OpenHandle(folder["cursor"], FileMode.Create, FileAccess.ReadWrite);
        var cursor = new LogCursor(ulong.MaxValue, 1, 2, long.MaxValue);
        new LogCursor(9, 9, 9, 9).Write(file);
        cursor.Write(file);

        Assert.Equal(cursor, LogCursor.Read(file));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(40)]
    public void Read_SomethingElse_IsNull(int size)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["cursor"], new byte[size]);
        using var file = File.OpenHandle(folder["cursor"]);

        Assert.Null(LogCursor.Read(file));
    }
}
