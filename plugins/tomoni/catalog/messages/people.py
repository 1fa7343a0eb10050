"""Words for what law and consent ask for."""

from __future__ import annotations

from .words import Words

PEOPLE: dict[str, Words] = {
    "photo-consent": (
        "人が写っている写真に、同意がありません。",
        "写っている人の同意をとって consent に obtained と書くか、この写真をのせないでください。",
        "People show on the photo, but there is no consent.",
        "Obtain consent and write obtained, or leave the photo out.",
    ),
    "minor-guardian": (
        "子どもが写っている写真には、保護者の同意が要ります。",
        "保護者の同意をとって consent_by に guardian と書くか、この写真をのせないでください。",
        "Minors show on the photo: a guardian’s consent is needed.",
        "Obtain it and write guardian in consent_by, or leave the photo out.",
    ),
    "representative-consent": (
        "代表者の名前は、本人の同意があるときだけのせられます。",
        "同意があれば representative_consent を true に、なければ名前を消してください。",
        "A representative’s name needs that person’s consent.",
        "Set representative_consent to true, or remove the name.",
    ),
    "hidden-address": (
        "住所を出さない団体なのに、「{title}」（{value}）があります。",
        "この欄を空にしてください。のせないものはデータに入れません。address_public を full にすると公開されます。",
        "The address is not public, but {field} ({value}) is given.",
        "Empty it: what is not public is not in the data.",
    ),
    "outside-ward": (
        "位置（{value}）が{ward}の区役所から{distance} km離れています。",
        "緯度と経度が入れかわっていないか、区が正しいか、確かめてください。",
        "The place ({value}) is {distance} km away from the office of {ward}.",
        "Check latitude, longitude and ward.",
    ),
    "half-a-position": (
        "緯度と経度の片方だけがあります。",
        "両方を書くか、両方を空にしてください。",
        "Only one of latitude and longitude is given.",
        "Give both or none.",
    ),
    "contact-missing": (
        "申し込む方法がありません。",
        "{fields} のどれか1つを書いてください。電話だけでもかまいません。",
        "There is no way to apply.",
        "Give one of {fields}.",
    ),
    "individual-contact-center": (
        "個人からの提供は、センターを通します。",
        "contact_center にセンターのIDを書き、個人の連絡先は消してください。",
        "Offers by individuals go through a centre.",
        "Name the centre in contact_center and remove personal contacts.",
    ),
    "wage-reward": (
        "賃金のような書き方（「{value}」）があります。ここでは、賃金のある仕事は扱えません。",
        "仕事の募集はハローワークへ。実費や謝礼なら reward と expenses_note にそう書いてください。",
        "“{value}” reads like a wage; paid work is not listed here.",
        "Advertise jobs at Hello Work; state expenses or an honorarium in their own fields.",
    ),
    "price-refused": (
        "代金のような書き方（「{value}」）があります。ここは、さしあげる・貸す場所です。",
        "無料か実費だけにし、値段を消してください。",
        "“{value}” reads like a price; only gifts and loans are listed.",
        "Remove the price.",
    ),
    "food-expired": (
        "消費期限（{value}）を過ぎた食べものは、のせられません。",
        "status を ended にしてください。食べものの安全は、区の保健所に相談できます。",
        "Food past its use-by date ({value}) cannot be offered.",
        "Set status to ended; the ward’s health office advises on food safety.",
    ),
    "unsafe-link": (
        "「{value}」は使えないリンクです。",
        "https:// か http:// で始まるアドレスを書いてください。",
        "“{value}” is not a safe link.",
        "Write an address that begins with https:// or http://.",
    ),
    "claimed-required": (
        "登録された団体には「{title}」が要ります。",
        "「{title}」を書いてください。名簿から取り込んだだけなら listing は imported です。",
        "A claimed organization needs {field}.",
        "Fill it in; listing is imported for what only came from a register.",
    ),
    "exactly-one": (
        "{fields} のうち、ちょうど1つを書きます（いまは{count}つ）。",
        "主催する1つだけを残してください。",
        "Exactly one of {fields} is needed ({count} given).",
        "Keep the one host.",
    ),
    "registered-profession": (
        "「{value}」の登録を確かめた日がありません。",
        "センターが名簿で登録を確かめ、registration_checked_on にその日を書いてください。",
        "The registration of “{value}” was not checked.",
        "The centre checks the register and writes the day in registration_checked_on.",
    ),
    "children-safeguards": (
        "子どもとかかわる募集なのに、子どもを守るしくみが書かれていません。",
        "safeguards に、団体がしていること（two-adults など）を書いてください。",
        "The opening works with children, but no safeguards are given.",
        "State in safeguards what the organization does.",
    ),
    "certification-dates": (
        "認定があるのに、始まりの日（certified_from）がありません。",
        "認定の始まりと終わりの日を書いてください。",
        "There is a certification without certified_from.",
        "Give the days on which it begins and ends.",
    ),
    "tax-benefit": (
        "「{value}」は、この認定では受けられません。",
        "特例認定には相続税の控除がありません。tax_benefits を確かめてください。",
        "“{value}” does not come with this certification.",
        "A provisional certification has no inheritance-tax benefit.",
    ),
    "unit-differs": (
        "「{measure}」の単位は「{expected}」です（「{value}」があります）。",
        "単位を {expected} にするか、数えるものを選び直してください。",
        "The unit of {measure} is {expected}, not {value}.",
        "Use that unit, or choose another measure.",
    ),
    "furusato-municipality": (
        "寄付を受けるのが自治体なら、自治体の名前が要ります。",
        "municipality に自治体の名前を書いてください。",
        "A project whose donee is a municipality needs its name.",
        "Fill in municipality.",
    ),
    "bequest-target": (
        "遺贈には目標額をつけません。",
        "target_yen を空にしてください。",
        "A bequest has no target.",
        "Empty target_yen.",
    ),
    "verified-needs-date": (
        "「確認済み」には、確認した日が要ります。",
        "checked_on に日付を書くか、verification を unverified にしてください。",
        "“verified” needs the day of the check.",
        "Fill in checked_on, or set verification to unverified.",
    ),
    "personal-data": (
        "「{value}」は個人の連絡先や番号のようです。",
        "名前、電話、メール、番号は書かないでください。連絡はセンターを通します。",
        "“{value}” looks like a personal contact or number.",
        "Remove it; contact goes through the centre.",
    ),
    "demo-contact": (
        "デモ用の行に、本物かもしれない連絡先「{value}」があります。",
        ".example のアドレスにしてください。",
        "The demonstration row has a contact that may be real: “{value}”.",
        "Use an address under .example.",
    ),
    "control-character": (
        "見えない制御文字が入っています。",
        "その文を打ち直してください。",
        "The text contains a control character.",
        "Type it again.",
    ),
    "surrounding-blank": (
        "前か後ろに余分な空白があります（「{value}」）。",
        "空白を消してください。",
        "There is blank space around “{value}”.",
        "Remove it.",
    ),
    "not-known-word": (
        "「{value}」は書かないでください。わからないときは空にします。",
        "セルを空にしてください。",
        "“{value}”: leave the cell empty when something is not known.",
        "Empty the cell.",
    ),
    "media-missing": (
        "ファイル「{value}」がありません。",
        "データのフォルダーにファイルを置くか、名前を確かめてください。",
        "The file “{value}” is missing.",
        "Put it into the data folder, or check its name.",
    ),
    "media-large": (
        "写真「{value}」が大きすぎます（{megabytes} MB、{most} MBまで）。",
        "長い辺を2,000画素ほどに縮めて、JPEGかWebPで保存してください。",
        "The picture “{value}” is too large ({megabytes} MB; at most {most} MB).",
        "Scale it down to about 2,000 pixels and save it as JPEG or WebP.",
    ),
    "media-pixels": (
        "写真「{value}」の画素が多すぎます（{width}×{height}）。",
        "長い辺を2,000画素ほどに縮めてください。縦×横で4,000万画素まで載せられます。",
        "The picture “{value}” has too many pixels ({width} × {height}).",
        "Scale it down to about 2,000 pixels; at most 40 million in all.",
    ),
    "media-small": (
        "写真「{value}」が小さすぎます（{width}×{height}）。",
        "縦も横も16画素より大きいものを置いてください。",
        "The picture “{value}” is too small ({width} × {height}).",
        "Each side needs at least 16 pixels.",
    ),
    "media-svg": (
        "「{value}」はSVGです。SVGはプログラムを含むことがあるので載せられません。",
        "PNGかWebPで書き出して置いてください。",
        "“{value}” is an SVG file, which may hold programs.",
        "Export it as PNG or WebP.",
    ),
    "media-kind": (
        "「{value}」の中身は{kind}で、名前の終わり（{ending}）と合いません。",
        "JPEG、PNG、WebP、AVIF のどれかで保存し、名前の終わりを .jpg、.png、.webp、.avif にしてください。",
        "“{value}” holds {kind}, not what its ending {ending} says.",
        "Save it as JPEG, PNG, WebP or AVIF with the ending .jpg, .png, .webp or .avif.",
    ),
    "media-unknown": (
        "「{value}」は写真として読めません。",
        "JPEG、PNG、WebP、AVIF の写真を置いてください。",
        "“{value}” cannot be read as a picture.",
        "Put a JPEG, PNG, WebP or AVIF picture there.",
    ),
    "media-broken": (
        "写真「{value}」は途中で切れているか、こわれています。",
        "もとの写真から、もう一度保存して置いてください。",
        "The picture “{value}” is cut short or damaged.",
        "Save it again from the original.",
    ),
    "opening-dates": (
        "締め切り（{value}）が活動の終わり（{end}）より後です。",
        "2つの日付を確かめてください。",
        "Applications close ({value}) after the activity ends ({end}).",
        "Check both dates.",
    ),
}
