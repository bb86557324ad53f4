using System.Text.Json.Nodes;
using Agent.Kubernetes.Patches;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Kubernetes.Tests.Patches;

/// <summary>What holds for the patch between any two objects.</summary>
public sealed class StrategicMergeProperties
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Theory]
    [InlineData("core.v1.Pod", 150)]
    [InlineData("core.v1.Node", 300)]
    [InlineData("core.v1.Service", 300)]
    [InlineData("apps.v1.Deployment", 50)]
    [InlineData("resource.v1.ResourceClaim", 100)]
    public void Apply_PatchBetweenAnyTwoObjects_GivesTheSecond(string type, int count) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(Seeds, seed =>
        {
            var random = new RandomObjects(seed);
            var before = random.Object(type);
            var after = random.Object(type, before);
            var (beforeText, afterText) = (before.ToJsonString(), after.ToJsonString());

            var patch = StrategicMergeDiff.Create(before, after, type);
            var sent = (JsonObject)JsonNode.Parse(patch.ToJsonString())!;
            var result = StrategicMergePatch.Apply(sent, before, type);

            Assert.Equal(beforeText, before.ToJsonString());
            Assert.Equal(afterText, after.ToJsonString());
            var field = PatchField.Of(ApiType.Get(type));
            Assert.True(
                JsonNode.DeepEquals(RandomObjects.Plain(after, field), RandomObjects.Plain(result, field)),
                $"seed {seed}: {patch.ToJsonString()}");
            Assert.Empty(StrategicMergeDiff.Create(result, after, type));
            Assert.Empty(StrategicMergeDiff.Create(after, result, type));
            return true;
        }));
}
