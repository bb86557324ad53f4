using Agent.Cri.Protocol;
using Google.Protobuf;

namespace Agent.Cri.Tests.Protocol;

public class RedactionTests
{
    [Fact]
    public void ToString_OfARequestWithCredentials_OmitsThem()
    {
        var request = new PullImageRequest
        {
            Image = new ImageSpec { Image = "registry.example/app:1" },
            Auth = new AuthConfig
            {
                Username = "robot",
                Password = "hunter2",
                Auth = "cm9ib3Q6aHVudGVyMg==",
                IdentityToken = "id-token",
                RegistryToken = "registry-token",
            },
        };

        var text = request.ToString();

        Assert.Contains("registry.example/app:1", text, StringComparison.Ordinal);
        Assert.Contains("redacted", text, StringComparison.Ordinal);
        Assert.All(
            ["hunter2", "cm9ib3Q6aHVudGVyMg==", "id-token", "registry-token"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", request.Auth.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfAContainerWithEnvironment_NamesVariablesWithoutValues()
    {
        var config = new ContainerConfig();
        config.Envs.Add(new KeyValue { Key = "DB_\"PASSWORD", Value = ByteString.CopyFromUtf8("hunter2") });

        var text = config.ToString();

        Assert.Contains("DB_\\u0022PASSWORD", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain(config.Envs[0].Value.ToBase64(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_ThatHoldCredentials_AreMarkedInTheDefinition()
    {
        var marked = AuthConfig.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.GetOptions()?.DebugRedact == true)
            .Select(field => field.Name);

        Assert.Equal(["password", "auth", "identity_token", "registry_token"], marked);
    }
}
