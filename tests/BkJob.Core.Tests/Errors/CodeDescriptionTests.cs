using BkJob.Transport;

namespace BkJob.Core.Tests.Errors;

/// <summary>The codes that are more specific than their kind (protocol-actions.md §8).</summary>
public sealed class CodeDescriptionTests
{
    [Theory]
    [InlineData("1241011", "does not support this for this type of business")]
    [InlineData("1241013", "does not support this for this type of business")]
    [InlineData("1243049", "business does not exist or is archived")]
    [InlineData("1243051", "business does not exist or is archived")]
    [InlineData("1244021", "number of file transfers")]
    [InlineData("1244022", "number of target hosts")]
    [InlineData("1244026", "rolling strategy is not valid")]
    [InlineData("1244035", "rolling strategy is not valid")]
    [InlineData("1244027", "more batches than the server allows")]
    [InlineData("1246001", "log store of the server failed")]
    [InlineData("1246002", "log store of the server failed")]
    public void Code_has_its_own_description(string code, string text) =>
        Assert.Contains(text, CodeDescriptions.Get(code), StringComparison.Ordinal);

    [Theory]
    [InlineData("1240001")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_codes_have_none(string? code) => Assert.Null(CodeDescriptions.Get(code));
}
