using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class ExpectFromTests : TestKit
{
    [Fact]
    public async Task ExpectMsgFrom_Sender_MustMatch()
    {
        var probe = CreateTestProbe();
        foreach (var message in new[] { 1, 2, 3, 4 })
        {
            probe.Send(TestActor, message);
        }

        Assert.Equal(1, ExpectMsgFrom<int>(probe));
        Assert.Equal(2, await ExpectMsgFromAsync<int>(probe.Ref));
        Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom<int>(TestActor));
        await Assert.ThrowsAnyAsync<XunitException>(() => ExpectMsgFromAsync<int>(TestActor).AsTask());
    }

    [Fact]
    public async Task ExpectMsgFrom_MessageForms_MustMatch()
    {
        foreach (var message in new[] { 1, 2, 3, 4, 5, 6, 7 })
        {
            TestActor.Tell(message);
        }

        ExpectMsgFrom(TestActor, 1);
        await ExpectMsgFromAsync(TestActor, 2);
        ExpectMsgFrom<int>(TestActor, n => n == 3);
        await ExpectMsgFromAsync<int>(TestActor, n => n == 4);
        ExpectMsgFrom<int>(TestActor, n => Assert.Equal(5, n));
        Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom(TestActor, 1));
        Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom<int>(TestActor, n => n == 1));
    }
}
