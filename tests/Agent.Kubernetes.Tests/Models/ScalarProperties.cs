using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Kubernetes.Tests.Models;

/// <summary>What JSON does to every amount, time and number-or-text, through models that have them.</summary>
public sealed class ScalarProperties
{
    private static readonly Arbitrary<DateTimeOffset> Times =
        (from seconds in Gen.Choose(int.MinValue, int.MaxValue)
         from ticks in Gen.Choose(0, (int)TimeSpan.TicksPerSecond - 1)
         from hours in Gen.Choose(-12, 12)
         select DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks).ToOffset(TimeSpan.FromHours(hours))).ToArbitrary();

    private static readonly Arbitrary<IntOrString> Ports = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(i => new IntOrString(i)),
        Gen.Elements("http", "", "80", "\u00e9\"\\\n").Select(s => new IntOrString(s))).ToArbitrary();

    [Fact]
    public void Time_WrittenAndRead_LosesOnlyTheFraction() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Times, time =>
        {
            var back = Back(new V1ObjectMeta { CreationTimestamp = time });
            return back.CreationTimestamp == new DateTimeOffset(time.UtcTicks - Modulo(time.UtcTicks, TimeSpan.TicksPerSecond), TimeSpan.Zero);
        }));

    [Fact]
    public void MicroTime_WrittenAndRead_LosesOnlyWhatIsBelowAMicrosecond() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Times, time =>
        {
            var back = Back(new V1LeaseSpec { RenewTime = time });
            return back.RenewTime == new DateTimeOffset(
                time.UtcTicks - Modulo(time.UtcTicks, TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        }));

    [Fact]
    public void IntOrString_WrittenAndRead_IsTheSame() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Ports, port =>
            Back(new V1ServicePort { TargetPort = port }).TargetPort == port));

    [Fact]
    public void Lease_AsTheAgentRenewsIt_HasTheExactText() => Assert.Equal(
        """{"holderIdentity":"n1","leaseDurationSeconds":40,"renewTime":"2026-01-31T12:00:00.000100Z"}""",
        KubernetesJson.Serialize(new V1LeaseSpec
        {
            HolderIdentity = "n1",
            LeaseDurationSeconds = 40,
            RenewTime = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(100),
        }));

    private static long Modulo(long value, long by) => ((value % by) + by) % by;

    private static T Back<T>(T model)
        where T : class =>
        KubernetesJson.Deserialize<T>((JsonObject)JsonNode.Parse(KubernetesJson.Serialize(model))!);
}
