namespace BkJob;

/// <summary>A vault that gave no app secret.</summary>
/// <param name="message">Why, in words that hold no secret.</param>
/// <param name="advice">What a person can do.</param>
internal sealed class VaultException(string message, string advice) : BkJobException(BkJobErrorKind.InvalidArgument, message)
{
    /// <summary>What a person can do.</summary>
    public string Advice => advice;
}
